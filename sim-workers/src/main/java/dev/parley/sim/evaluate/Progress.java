package dev.parley.sim.evaluate;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A line every few seconds on how far an evaluation has come and when it will end. Thread-safe. */
final class Progress {

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Clock clock;
    private final PrintStream out;
    private final int planned;
    private final int before;
    private final Instant started;
    private Instant told;

    /** @param before episodes that had ended in an earlier run, which say nothing about the speed of this one */
    Progress(Clock clock, PrintStream out, int planned, int before) {
        this.clock = clock;
        this.out = out;
        this.planned = planned;
        this.before = before;
        started = clock.instant();
        told = started;
    }

    /** Takes notice that so many episodes have ended, those of earlier runs included. */
    synchronized void ended(int episodes, long successes) {
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(BETWEEN) < 0 && episodes < planned) {
            return;
        }
        told = now;
        double minutes = Duration.between(started, now).toMillis() / 60_000.0;
        double aMinute = (episodes - before) / Math.max(minutes, 1e-6);
        Duration left = Duration.ofSeconds(Math.round(60 * (planned - episodes) / Math.max(aMinute, 1e-6)));
        out.printf(
                Locale.ROOT,
                "%d of %d episodes, %d done, %.0f a minute, %d:%02d:%02d left%n",
                episodes,
                planned,
                successes,
                aMinute,
                left.toHours(),
                left.toMinutesPart(),
                left.toSecondsPart());
        out.flush();
    }
}
