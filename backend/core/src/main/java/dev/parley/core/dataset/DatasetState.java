package dev.parley.core.dataset;

import dev.parley.core.transition.Transition;
import dev.parley.core.transition.TransitionTable;
import java.util.List;

/** How far a data set is. */
public enum DatasetState {
    QUEUED,
    /** Somebody holds its lease and writes it. */
    RUNNING,
    READY,
    FAILED,
    /** Its maker, or a platform admin, did not want it any more. */
    CANCELLED,
    /** Something in it was taken back; its archive is deleted. Made again, it is another. */
    RECALLED,
    /** Nobody fetched it for long; its archive is deleted, the list of its files with their digests stays. */
    EXPIRED;

    /**
     * Every change there is. Each is one statement of {@link DatasetLeases}, {@link DatasetKeeping} or {@link DatasetRows} that names the
     * state it comes from, so that nothing asks this table before; a test holds it against them. A picture that is refused or taken back
     * ({@code PictureStates}) sends back what is being written and recalls what is ready, by statements of its own.
     */
    static final TransitionTable<DatasetState> TRANSITIONS = new TransitionTable<>(
            "data set",
            List.of(
                    new Transition<>(QUEUED, RUNNING, "a replica takes it"),
                    new Transition<>(RUNNING, RUNNING, "another takes it over when the lease of the first has ended"),
                    new Transition<>(
                            RUNNING, QUEUED, "it could not be written, or something in it was taken back meanwhile"),
                    new Transition<>(RUNNING, READY, "its archive is published"),
                    new Transition<>(RUNNING, FAILED, "it is too large, or could not be written again and again"),
                    new Transition<>(QUEUED, CANCELLED, "it is not wanted any more"),
                    new Transition<>(RUNNING, CANCELLED, "it is not wanted any more"),
                    new Transition<>(READY, CANCELLED, "it is not wanted any more"),
                    new Transition<>(READY, RECALLED, "an episode in it was taken back"),
                    new Transition<>(READY, EXPIRED, "nobody fetched it for long")));

    public boolean open() {
        return this == QUEUED || this == RUNNING;
    }
}
