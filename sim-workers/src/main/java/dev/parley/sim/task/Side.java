package dev.parley.sim.task;

import java.util.Arrays;
import java.util.Locale;

/** A side of a thing as seen in the picture for people, whose camera looks from the front towards the arm. */
public enum Side {
    LEFT(0, -1),
    RIGHT(0, 1),
    BEHIND(-1, 0),
    FRONT(1, 0);

    private final double xM;
    private final double yM;

    Side(double xM, double yM) {
        this.xM = xM;
        this.yM = yM;
    }

    /** The side of that word; throws {@link IllegalArgumentException} naming the known ones. */
    public static Side of(String word) {
        return Arrays.stream(values())
                .filter(side -> side.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A side is one of "
                        + Arrays.stream(values()).map(Side::word).toList() + ", not " + word));
    }

    /** Its part along x: 1, 0 or -1. */
    public double xM() {
        return xM;
    }

    /** Its part along y: 1, 0 or -1. */
    public double yM() {
        return yM;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
