package dev.parley.core.dataset;

import java.io.IOException;
import java.util.Map;

/** Nothing of what fitted the filter could be written; the message says why. */
final class NothingFits extends IOException {
    NothingFits(Map<String, Long> leftOut) {
        super(
                leftOut.isEmpty()
                        ? "Meanwhile nothing is left that fits."
                        : "None of the recordings that fit can be written: " + leftOut);
    }
}
