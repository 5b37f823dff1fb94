package dev.parley.ui.words;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.turn.TurnState;
import java.util.Optional;

/** How a prompt and its turn stand. */
public final class PromptWords {
    private PromptWords() {}

    public static Sign sign(PromptState state) {
        return switch (state) {
            case SUBMITTED -> new Sign(Glyph.RING, "Being checked", Tone.PLAIN);
            case REJECTED -> new Sign(Glyph.OCTAGON, "Refused", Tone.WARN);
            case QUEUED -> new Sign(Glyph.RING, "In line", Tone.PLAIN);
            case COMPLETED -> new Sign(Glyph.FLAG, "Finished", Tone.PLAIN);
            case WITHDRAWN -> new Sign(Glyph.CROSS, "Left the line", Tone.PLAIN);
            case ERASED -> new Sign(Glyph.CROSS, "Taken back", Tone.PLAIN);
        };
    }

    public static Sign sign(TurnState state) {
        return switch (state) {
            case WAITING -> new Sign(Glyph.RING, "In line", Tone.PLAIN);
            case HELD -> new Sign(Glyph.EYE, "A person looks first", Tone.WARN);
            case ASSIGNED -> new Sign(Glyph.RUNNING, "On a station", Tone.ACCENT);
            case DONE -> new Sign(Glyph.FLAG, "Finished", Tone.PLAIN);
            case CANCELLED -> new Sign(Glyph.CROSS, "Left the line", Tone.PLAIN);
            case EXPIRED -> new Sign(Glyph.CLOCK, "Waited too long", Tone.WARN);
        };
    }

    /**
     * What the judge will do with this prompt, said before it runs.
     *
     * @param words whether anything was said, or only shown
     */
    public static String reading(boolean words, Optional<String> taskReading) {
        return taskReading
                .map(reading -> "The judge will look for: " + reading + ".")
                .orElse(
                        words
                                ? "No judge knows this one: people will say how it went."
                                : "Not machine-judged: no judge compares pictures. People will say how it went.");
    }

    /** Where a goal picture is, for whoever may see it. */
    public static String picture(GoalImageId id) {
        return "/api/v1/goal-images/" + id + ".png";
    }

    /** What was asked, in quotes. */
    public static String asked(PromptData prompt) {
        return prompt.instruction().map(text -> "“" + text + "”").orElse("A goal picture");
    }
}
