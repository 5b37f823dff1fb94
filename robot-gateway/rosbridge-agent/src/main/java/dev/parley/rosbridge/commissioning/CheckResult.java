package dev.parley.rosbridge.commissioning;

import java.time.Instant;
import java.util.List;

/**
 * How one check went.
 *
 * @param by who stood by and saw it
 * @param measured for stops: milliseconds from the order to the end of motion; for faces: millimetres beyond
 * @param note what happened, a sentence
 */
public record CheckResult(Check check, boolean passed, Instant at, String by, List<Double> measured, String note) {
    public CheckResult {
        measured = List.copyOf(measured);
    }
}
