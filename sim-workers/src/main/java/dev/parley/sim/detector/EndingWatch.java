package dev.parley.sim.detector;

import dev.parley.sim.scene.Observation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps of an episode's observations what an {@link Ending} needs. One an episode, one thread. */
public final class EndingWatch {

    private final Deque<Observation> latest = new ArrayDeque<>();
    private @Nullable Observation first;

    /** Takes the next observation; their step numbers grow. */
    public void saw(Observation observation) {
        if (first == null) {
            first = observation;
        }
        latest.addLast(observation);
        while (latest.getFirst().step() < observation.step() - Ending.APART_ACTIONS) {
            latest.removeFirst();
        }
    }

    /** The ending as of the last observation; empty when nothing was seen. */
    public Optional<Ending> ending() {
        Observation begun = first;
        return begun == null ? Optional.empty() : Optional.of(new Ending(begun, latest.getFirst(), latest.getLast()));
    }
}
