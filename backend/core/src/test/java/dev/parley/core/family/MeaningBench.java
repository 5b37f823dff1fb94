package dev.parley.core.family;

import dev.parley.core.embedding.TextEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** How long an exact search over a hundred thousand sayings takes, and what they hold of the heap. */
class MeaningBench {
    private static final Logger LOG = Logger.getLogger(MeaningBench.class);
    private static final int SAYINGS = 100_000;
    private static final int WARM_UP = 300;
    private static final int QUERIES = 1000;
    private static final int MOST = 200;
    private static final double LEAST = 0.4;
    private static final FamilyId FAMILY = FamilyId.ofTask("room", "reach-cone");

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void searchOverAHundredThousandSayings() {
        long before = used();
        Meanings meanings = new Meanings();
        for (int i = 0; i < SAYINGS; i++) {
            meanings.add(
                    i, FAMILY, "room", "put the red cube number " + i + " in the blue bowl", Directions.random(random));
        }
        say("%,d sayings hold %,.0f MB of heap", SAYINGS, (used() - before) / 1e6);
        float[] wanted = new float[0];
        long[] nanos = new long[QUERIES];
        for (int i = -WARM_UP; i < QUERIES; i++) {
            wanted = Directions.random(random);
            long start = System.nanoTime();
            int found = meanings.nearest(wanted, List.of("red", "cube", "number", "7" + (i & 7)), "", LEAST, MOST)
                    .size();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
            if (found > MOST) {
                throw new IllegalStateException("more than asked for");
            }
        }
        Arrays.sort(nanos);
        say(
                "search: p50 %.1f ms, p99 %.1f ms, %d numbers each",
                nanos[QUERIES / 2] / 1e6, nanos[QUERIES * 99 / 100] / 1e6, TextEncoder.WIDTH);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void say(String format, Object... values) {
        LOG.infof("%s", String.format(Locale.ROOT, format, values));
    }
}
