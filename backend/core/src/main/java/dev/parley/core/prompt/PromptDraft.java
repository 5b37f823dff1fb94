package dev.parley.core.prompt;

import dev.parley.core.account.Author;
import dev.parley.core.goal.ConfirmedGoal;
import java.util.Optional;

/**
 * A request whose words are in order, and who made it; not yet held against what there is.
 *
 * @param goal what its picture means, where the asker has confirmed that
 * @param rejection why it will be refused, if it will
 * @param screening PENDING where somebody has to look at it again after it was let in
 */
record PromptDraft(
        PromptRequest request,
        Optional<Instruction> instruction,
        Optional<ConfirmedGoal> goal,
        Author author,
        Optional<Rejection> rejection,
        Screening screening) {}
