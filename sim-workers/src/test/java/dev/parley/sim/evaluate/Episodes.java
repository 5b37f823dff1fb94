package dev.parley.sim.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for tests. */
final class Episodes {

    private Episodes() {}

    static EpisodeRow done(int number) {
        return row(number, EpisodeRow.Ending.DONE, true, null, List.of());
    }

    static EpisodeRow row(
            int number, EpisodeRow.Ending ending, boolean inVocabulary, @Nullable Double known, List<String> moved) {
        return new EpisodeRow(
                number,
                "blocks-and-bowls",
                number % 2 == 0 ? "even" : "odd",
                "say \"" + number + "\", größer",
                9_000_000_000L + number,
                ending,
                40 + number,
                0.25,
                known,
                inVocabulary,
                moved,
                "",
                "",
                "%016x".formatted(number * 0x1234567890abcdL));
    }
}
