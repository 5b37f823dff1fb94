package dev.parley.rosbridge.standin;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A property tried on many random cases. A case that breaks it is named by its seed, with which it comes again. */
public final class Cases {
    private static final int FEW = 400;

    private Cases() {}

    public static void each(Consumer<SplittableRandom> property) {
        each(FEW, property);
    }

    public static void each(int count, Consumer<SplittableRandom> property) {
        for (int seed = 0; seed < count; seed++) {
            try {
                property.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("case " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
