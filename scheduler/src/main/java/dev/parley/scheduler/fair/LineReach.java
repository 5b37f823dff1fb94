package dev.parley.scheduler.fair;

import dev.parley.core.turn.Admission.Needs;
import dev.parley.core.turn.LineClosed;
import dev.parley.core.turn.Placement;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** Says who would wait too long to be let in; those who estimate waits implement it. */
public interface LineReach {
    /** What is known now of the lines that these would stand in. Never fails: what is not known keeps nobody out. */
    Uni<Reach> of(Set<Needs> wanted);

    /** Good for one group of newcomers; who is let in counts for those after them. */
    interface Reach {
        /** Everybody is let in. */
        Reach OPEN = (needs, placement) -> Optional.empty();

        /** Why nobody is let in to that place; empty when it can be had. */
        Optional<LineClosed> refusal(Needs needs, Placement placement);

        /** The group's transaction was rolled back: nobody of it was let in after all. From any thread. */
        default void undone() {}
    }
}
