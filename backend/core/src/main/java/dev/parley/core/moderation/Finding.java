package dev.parley.core.moderation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the second stage makes of one prompt.
 *
 * @param verdict one of three
 * @param about what it could not tell; empty unless UNKNOWN
 * @param entry the sentence of the list that it is most like
 */
record Finding(Verdict verdict, List<CaseData.About> about, Optional<Blocklist.Entry> entry, OptionalDouble likeness) {
    /** Pass, refuse, or ask a person. */
    enum Verdict {
        PASS,
        REFUSE,
        UNKNOWN
    }

    Optional<String> nearest() {
        return entry.map(Blocklist.Entry::place);
    }
}
