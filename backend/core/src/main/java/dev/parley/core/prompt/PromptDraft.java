package dev.parley.core.prompt;

import dev.parley.core.account.Author;
import java.util.Optional;

/**
 * A request whose words are in order, and who made it; not yet held against what there is.
 *
 * @param rejection why it will be refused, if it will
 * @param screening PENDING where somebody has to look at it again after it was let in
 */
record PromptDraft(
        PromptRequest request,
        Optional<Instruction> instruction,
        Author author,
        Optional<Rejection> rejection,
        Screening screening) {}
