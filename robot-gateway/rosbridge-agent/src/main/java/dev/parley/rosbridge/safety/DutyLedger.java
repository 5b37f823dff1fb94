package dev.parley.rosbridge.safety;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.station.journal.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much this arm has worked, on disk: a restart is no rest. The calendar may be set while it counts; what then lies in the future counts as
 * just now, so a clock that jumps never makes an arm work more. Thread-safe.
 */
public final class DutyLedger {
    private static final Duration HOUR = Duration.ofHours(1);

    private record Work(Instant at, Duration moved) {}

    private final Path file;
    private final DutyLimits limits;
    private final Clock clock;
    private final List<Work> work = new ArrayList<>();

    private DutyLedger(Path file, DutyLimits limits, Clock clock) {
        this.file = file;
        this.limits = limits;
        this.clock = clock;
    }

    /** @throws IOException if it cannot be read */
    public static DutyLedger open(Path file, DutyLimits limits, Clock clock) throws IOException {
        DutyLedger ledger = new DutyLedger(file, limits, clock);
        String content = new String(DurableFile.read(file).orElse(new byte[0]), UTF_8);
        for (String line : content.lines().toList()) {
            String[] parts = line.split(" ", -1);
            try {
                ledger.work.add(new Work(Instant.parse(parts[0]), Duration.parse(parts[1])));
            } catch (DateTimeParseException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(file + " has a line that cannot be read: " + line, e);
            }
        }
        return ledger;
    }

    /** An episode begins. */
    public void began() throws IOException {
        add(new Work(clock.instant(), Duration.ZERO));
    }

    /** The arm moved for so long, until now. */
    public void moved(Duration time) throws IOException {
        if (!time.isZero() && !time.isNegative()) {
            add(new Work(clock.instant(), time));
        }
    }

    private synchronized void add(Work done) throws IOException {
        work.add(done);
        // Longer ago than anything that is asked about.
        Duration kept = HOUR.plus(limits.motionBeforeRest()).plus(limits.rest()).multipliedBy(2);
        Instant oldest = clock.instant().minus(kept);
        work.removeIf(each -> each.at().isBefore(oldest));
        StringBuilder lines = new StringBuilder();
        work.forEach(
                each -> lines.append(each.at()).append(' ').append(each.moved()).append('\n'));
        DurableFile.write(file, lines.toString().getBytes(UTF_8));
    }

    /** Why the next episode waits, one sentence; empty where it need not. */
    public synchronized Optional<String> obstacle() {
        Instant now = clock.instant();
        long begun = work.stream()
                .filter(each -> each.moved().isZero())
                .filter(each -> age(each, now).compareTo(HOUR) < 0)
                .count();
        if (begun >= limits.episodesPerHour()) {
            return Optional.of("The robot had its " + limits.episodesPerHour() + " episodes of this hour.");
        }
        return rests(now);
    }

    /** Motion counts since the last pause that was as long as a rest. */
    private Optional<String> rests(Instant now) {
        Duration moved = Duration.ZERO;
        Instant last = now;
        boolean any = false;
        for (Work each : work.reversed()) {
            if (each.moved().isZero()) {
                continue;
            }
            Instant at = each.at().isAfter(now) ? now : each.at();
            Duration pause = Duration.between(at, last);
            if (pause.compareTo(limits.rest()) >= 0) {
                break;
            }
            any = true;
            moved = moved.plus(each.moved());
            last = at.minus(each.moved());
        }
        return any && moved.compareTo(limits.motionBeforeRest()) >= 0
                ? Optional.of("The robot rests: it moved for " + moved.toMinutes() + " min and rests for "
                        + limits.rest().toMinutes() + ".")
                : Optional.empty();
    }

    private static Duration age(Work done, Instant now) {
        return done.at().isAfter(now) ? Duration.ZERO : Duration.between(done.at(), now);
    }
}
