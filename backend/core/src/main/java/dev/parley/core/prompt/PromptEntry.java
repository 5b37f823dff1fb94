package dev.parley.core.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Groups;
import dev.parley.core.scene.SceneData;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One prompt on its way through a group: planned, placed or turned away, and from then on as it will be stored. */
sealed interface PromptEntry {
    /** Wants a place. */
    record Planned(PromptPlan plan, Author author, Instant now) implements PromptEntry {
        /** With a turn in line. */
        Kept place(Placement place, Duration waitsAtMost) {
            PromptId prompt = PromptId.random();
            TurnData turn = new TurnData(
                    TurnId.random(),
                    prompt,
                    author.id(),
                    TurnState.WAITING,
                    place,
                    plan.scene().id(),
                    plan.policy().name(),
                    plan.policy().digest(),
                    plan.policy().embodiment(),
                    plan.policy().actionSpaceKind(),
                    Optional.empty(),
                    plan.instruction().map(Instruction::text),
                    plan.request().goalImage(),
                    plan.task().map(SceneData.TaskData::id),
                    plan.seed(),
                    plan.scene().horizonSteps(),
                    0,
                    now,
                    Optional.of(now.plus(waitsAtMost)),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    plan.request().wantedBody());
            return kept(prompt, PromptState.QUEUED, turn.instruction(), Optional.empty(), List.of(turn));
        }

        /** Without a turn; the words only as they may be kept. */
        Kept reject(Rejection why) {
            return kept(
                    PromptId.random(),
                    PromptState.REJECTED,
                    Optional.of(why.instruction()),
                    Optional.of(why),
                    List.of());
        }

        private Kept kept(
                PromptId id,
                PromptState state,
                Optional<String> instruction,
                Optional<Rejection> rejection,
                List<TurnData> turns) {
            Optional<SceneData.TaskData> task = rejection.isPresent() ? Optional.empty() : plan.task();
            PromptData data = new PromptData(
                    id,
                    author.id(),
                    state,
                    instruction,
                    plan.request().goalImage(),
                    plan.scene().id(),
                    plan.policy().name(),
                    task.map(SceneData.TaskData::id),
                    rejection.isPresent() ? Optional.empty() : plan.reading(),
                    plan.request().wantedBody(),
                    plan.request().previewOf(),
                    Optional.empty(),
                    now,
                    rejection,
                    turns,
                    List.of());
            return new Kept(data, author, rejection.isPresent() ? Screening.REFUSED : plan.screening());
        }
    }

    /** Becomes a prompt when the group commits. */
    record Kept(PromptData data, Author author, Screening screening) implements PromptEntry {}

    /** Becomes none. */
    record Refused(ParleyException why) implements PromptEntry {}

    /** What the asker hears after the commit. */
    default Groups.Answer<PromptData> answer() {
        return switch (this) {
            case Kept kept -> new Groups.Done<>(kept.data());
            case Refused refused -> new Groups.Refused<>(refused.why());
            case Planned planned ->
                throw new IllegalStateException("a planned prompt was neither placed nor turned away");
        };
    }
}
