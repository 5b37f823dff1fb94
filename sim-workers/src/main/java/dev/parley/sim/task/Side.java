package dev.parley.sim.task;

import java.util.Arrays;
import java.util.Locale;

/** A side of a thing as seen in the picture for people, whose camera looks from the front towards the arm. */
enum Side {
    LEFT(0, -1),
    RIGHT(0, 1),
    BEHIND(-1, 0),
    FRONT(1, 0);

    final double xM;
    final double yM;

    Side(double xM, double yM) {
        this.xM = xM;
        this.yM = yM;
    }

    static Side of(String word) {
        return Arrays.stream(values())
                .filter(side -> side.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A side is one of "
                        + Arrays.stream(values()).map(Side::word).toList() + ", not " + word));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
