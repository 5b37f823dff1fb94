package dev.parley.ui.parts;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where things lie on a ruler that begins at now. Pure geometry, in per cent of its length.
 *
 * @param end what the right end stands for
 * @param ticks how many equal parts the hairline is cut into
 */
public record RulerScale(Duration end, int ticks) {
    private static final List<RulerScale> WAITS = List.of(
            new RulerScale(Duration.ofSeconds(30), 6),
            new RulerScale(Duration.ofMinutes(1), 6),
            new RulerScale(Duration.ofMinutes(2), 8),
            new RulerScale(Duration.ofMinutes(5), 5),
            new RulerScale(Duration.ofMinutes(10), 10),
            new RulerScale(Duration.ofMinutes(30), 6),
            new RulerScale(Duration.ofHours(1), 6),
            new RulerScale(Duration.ofHours(3), 6),
            new RulerScale(Duration.ofHours(12), 6),
            new RulerScale(Duration.ofHours(48), 8));

    public RulerScale {
        if (end.isZero() || end.isNegative() || ticks < 1) {
            throw new IllegalArgumentException(
                    "a ruler needs a positive length and at least one part: " + end + ", " + ticks);
        }
    }

    /** The smallest of the usual scales on which {@code longest} does not touch the right end. */
    public static RulerScale fitting(Duration longest) {
        for (RulerScale scale : WAITS) {
            if (longest.multipliedBy(11).compareTo(scale.end().multipliedBy(10)) <= 0) {
                return scale;
            }
        }
        return WAITS.getLast();
    }

    /** 0 at now, 100 at the end; never outside. */
    public double percent(Duration at) {
        return Math.clamp(100.0 * at.toMillis() / end.toMillis(), 0.0, 100.0);
    }

    public double tick(int index) {
        return 100.0 * index / ticks;
    }

    /** Where one label can stand for two marks that are too close for a label each; empty where there is room for both. */
    public OptionalDouble joined(Duration first, Duration second, double roomPercent) {
        double left = percent(first);
        double right = percent(second);
        return right - left < roomPercent ? OptionalDouble.of((left + right) / 2) : OptionalDouble.empty();
    }
}
