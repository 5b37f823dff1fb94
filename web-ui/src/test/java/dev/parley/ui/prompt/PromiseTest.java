package dev.parley.ui.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.prompt.WaitEstimates.Reason;
import dev.parley.core.prompt.WaitEstimates.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PromiseTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final Promise promise = new Promise();

    @Test
    void anEstimateThatHoldsIsNotTalkedAbout() {
        assertThat(promise.slip(START, wait(60, 120, "2 ahead"))).isEmpty();
        assertThat(promise.slip(START.plusSeconds(60), wait(20, 90, "1 ahead"))).isEmpty();
        // Later than likely, but no later than was told with nine in ten, and a little.
        assertThat(promise.slip(START.plusSeconds(100), wait(45, 90, "1 ahead")))
                .isEmpty();
    }

    @Test
    void anEstimateThatSlipsSaysHowMuchAndWhy() {
        promise.slip(START, wait(60, 120, "2 ahead"));
        assertThat(promise.slip(START.plusSeconds(100), wait(110, 200, "2 ahead")))
                .contains(
                        "This page said it would start 1 min 30 s earlier. What runs before it takes longer than usual.");
        assertThat(promise.slip(
                        START.plusSeconds(100),
                        wait(110, 200, "3 ahead; moved back because an earlier prompt goes again")))
                .hasValueSatisfying(sentence -> assertThat(sentence).endsWith("The reason stands below."));
    }

    @Test
    void whatIsNotKnownIsNoSlip() {
        promise.slip(START, wait(60, 120, "2 ahead"));
        Wait unknown = new Wait(OptionalInt.empty(), Optional.empty(), Reason.STATION_OFFLINE, "");
        assertThat(promise.slip(START.plusSeconds(500), unknown)).isEmpty();
    }

    private static Wait wait(int p50, int p90, String text) {
        return new Wait(
                OptionalInt.of(3),
                Optional.of(new Range(Duration.ofSeconds(p50), Duration.ofSeconds(p90))),
                Reason.OTHERS_AHEAD,
                text);
    }
}
