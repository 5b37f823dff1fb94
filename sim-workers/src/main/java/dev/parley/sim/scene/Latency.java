package dev.parley.sim.scene;

import dev.parley.sim.body.Action;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Delays commands by a number of control steps; until the first arrives the body stays as it is. */
final class Latency {

    private final Deque<Action> underWay = new ArrayDeque<>();

    Latency(int steps, Action stay) {
        for (int i = 0; i < steps; i++) {
            underWay.add(stay);
        }
    }

    /** Commands that have not arrived yet, the oldest first. */
    Collection<Action> underWay() {
        return underWay;
    }

    /** Takes the command just given and returns the one that arrives now. */
    Action arriving(Action given) {
        underWay.add(given);
        return underWay.remove();
    }
}
