package dev.parley.gateway.readout;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a page shows of a running episode, at most five times a second.
 *
 * @param step steps done so far
 * @param gripperOpeningM between the fingers, metres
 * @param toolXM tool position in the station's base frame, metres
 * @param inferMs the policy's time for the last step, milliseconds
 * @param controlHz measured over the last batch
 * @param progress 0 to 1, where the scene's predicate gives one
 * @param phase the episode's state in lower case
 * @param notes what the policy said last, oldest first, at most {@link #MOST_NOTES}: each is told several times, so that one which
 *     falls between two readouts is still read
 */
public record Readout(
        int step,
        int maxSteps,
        OptionalDouble gripperOpeningM,
        OptionalDouble toolXM,
        OptionalDouble toolYM,
        OptionalDouble toolZM,
        double inferMs,
        OptionalDouble controlHz,
        OptionalDouble progress,
        String phase,
        List<Note> notes) {
    /** More at a time nobody reads in passing; the page has all of them after the episode. */
    public static final int MOST_NOTES = 3;

    /** What the policy said about one step. */
    public record Note(int step, String text) {}

    public Readout {
        notes = List.copyOf(notes);
    }

    /** As it goes to browsers: numbers that are not known are left out. */
    String json() {
        JsonObject json = new JsonObject()
                .put("phase", phase)
                .put("step", step)
                .put("maxSteps", maxSteps)
                .put("inferMs", rounded(inferMs));
        put(json, "gripperOpeningM", gripperOpeningM);
        put(json, "toolXM", toolXM);
        put(json, "toolYM", toolYM);
        put(json, "toolZM", toolZM);
        put(json, "controlHz", controlHz);
        put(json, "progress", progress);
        if (!notes.isEmpty()) {
            JsonArray said = new JsonArray();
            notes.forEach(
                    note -> said.add(new JsonObject().put("step", note.step()).put("text", note.text())));
            json.put("notes", said);
        }
        return json.encode();
    }

    private static void put(JsonObject json, String name, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.put(name, rounded(value.getAsDouble()));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
