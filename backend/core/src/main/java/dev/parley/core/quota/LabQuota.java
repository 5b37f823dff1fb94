package dev.parley.core.quota;

import java.time.Instant;
import java.util.Optional;

/**
 * What a lab gives at most in any 24 hours, and what it has given.
 *
 * @param policy by name; empty: by all policies together
 * @param mostPerDay episodes
 * @param used begun in the last 24 hours, and promised: offered and not begun yet, and the second ones of comparisons of which
 *     the first was offered or runs
 * @param nextFree when one more may begin; empty while one may, and where none ever may
 * @param by who set it
 */
public record LabQuota(
        Optional<String> policy,
        int mostPerDay,
        int used,
        Optional<Instant> nextFree,
        String by,
        String reason,
        Instant at) {
    /** Whether nothing more may begin now. */
    public boolean full() {
        return used >= mostPerDay;
    }
}
