package dev.parley.ui.prompt;

import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.prompt.WaitEstimates.Wait;
import dev.parley.ui.words.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this page has told its reader of the start, held against what is known now: an estimate that slips says so and why. Kept for as
 * long as the page is open.
 */
final class Promise {
    /** Estimates are drawn anew all the time: less than this is no slip. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    private Optional<Instant> latest = Optional.empty();

    /** @return what to say where it will probably begin later than was told with nine in ten */
    Optional<String> slip(Instant now, Wait wait) {
        if (wait.estimate().isEmpty()) {
            return Optional.empty();
        }
        Range range = wait.estimate().get();
        Instant likely = now.plus(range.p50());
        if (latest.isEmpty()) {
            latest = Optional.of(now.plus(range.p90()));
            return Optional.empty();
        }
        Duration late = Duration.between(latest.get(), likely);
        return late.compareTo(LEAST) < 0
                ? Optional.empty()
                : Optional.of("This page said it would start %s earlier. %s".formatted(Spans.spoken(late), why(wait)));
    }

    private static String why(Wait wait) {
        return switch (wait.reason()) {
            case STATION_OFFLINE, STATION_PAUSED, STATION_STOPPED, NO_STATION_FITS ->
                "A station that could run it does not take work now.";
            case LAB_DAY_FULL -> "The lab has given its episodes for today.";
            case RETRYING_AFTER_LOSS -> "A station lost it, and it goes again.";
            case NEXT, OTHERS_AHEAD, STATION_RESETTING, STARTING, HELD ->
                wait.reasonText().contains("moved back because")
                        ? "The reason stands below."
                        : "What runs before it takes longer than usual.";
        };
    }
}
