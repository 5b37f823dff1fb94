package dev.parley.core.result;

import java.util.Map;

/** Recorded conditions of one episode's start, and whether it was done. */
public record Start(Map<String, Double> conditions, boolean done) {
    public Start {
        conditions = Map.copyOf(conditions);
    }
}
