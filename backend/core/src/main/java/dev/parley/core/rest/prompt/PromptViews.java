package dev.parley.core.rest.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.FollowedPrompts;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.prompt.WaitEstimates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Prompts with their waits. */
@ApplicationScoped
class PromptViews {
    private final Prompts prompts;
    private final FollowedPrompts followed;
    private final WaitEstimates waits;

    @Inject
    PromptViews(Prompts prompts, FollowedPrompts followed, WaitEstimates waits) {
        this.prompts = prompts;
        this.followed = followed;
        this.waits = waits;
    }

    /** @throws ParleyException PROMPT_UNKNOWN in the Uni */
    Uni<PromptView> view(PromptId id) {
        return prompts.find(id).map(found -> known(id, found)).chain(this::view);
    }

    /**
     * As everybody who follows it sees it; see {@link FollowedPrompts}.
     *
     * @throws ParleyException PROMPT_UNKNOWN in the Uni
     */
    Uni<PromptData> followed(PromptId id) {
        return followed.find(id).map(found -> known(id, found));
    }

    private static PromptData known(PromptId id, Optional<PromptData> found) {
        PromptData prompt = found.orElseThrow(
                () -> new ParleyException(ErrorCode.PROMPT_UNKNOWN, "There is no prompt %s.".formatted(id)));
        if (prompt.state() == PromptState.ERASED) {
            throw new ParleyException(
                    ErrorCode.WITHDRAWN,
                    "Prompt %s was taken back, and what came of it is deleted here.".formatted(id));
        }
        return prompt;
    }

    Uni<PromptView> view(PromptData prompt) {
        return PromptView.waiting(prompt)
                .map(turn -> waits.of(turn.id()).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(wait -> PromptView.of(prompt, wait));
    }
}
