package dev.parley.sim.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one episode brought.
 *
 * @param number its place in the evaluation, from 0
 * @param ending how it ended
 * @param steps actions taken
 * @param progress highest progress seen, 0 to 1
 * @param known the policy's probability that it knows the instruction; absent where it cannot tell
 * @param inVocabulary whether the instruction is one the policy says it knows, or else one that the scene can read
 * @param moved ids of things that the task is not about and that ended elsewhere, see {@link Disturbance}
 * @param sibling id of another task of its kind that was done instead; empty when none was
 * @param detail why, where the policy failed or the episode could not be set up; else empty
 * @param fingerprint 16 hexadecimal digits, equal for equal runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EpisodeRow(
        int number,
        String scene,
        String task,
        String instruction,
        long seed,
        Ending ending,
        int steps,
        double progress,
        @Nullable Double known,
        @JsonProperty("in_vocabulary") boolean inVocabulary,
        List<String> moved,
        String sibling,
        String detail,
        String fingerprint) {

    /** How an episode ended. */
    enum Ending {
        DONE,
        /** The scene's horizon came first. */
        STEP_LIMIT,
        /** The policy gave no action; counts as not done. */
        POLICY_FAULT,
        /** The conditions leave no room for this seed; counts nowhere. */
        NOT_SET_UP
    }

    EpisodeRow {
        moved = List.copyOf(moved);
    }

    boolean success() {
        return ending == Ending.DONE;
    }

    /** Whether it counts as an attempt at the task. */
    boolean counts() {
        return ending != Ending.NOT_SET_UP;
    }

    /** Whether something else than what was asked for ended moved or done. */
    boolean wrongObject() {
        return !moved.isEmpty() || !sibling.isEmpty();
    }

    Optional<Double> knownIfTold() {
        return Optional.ofNullable(known);
    }
}
