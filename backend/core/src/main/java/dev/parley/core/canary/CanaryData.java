package dev.parley.core.canary;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.StationId;
import dev.parley.core.account.Author;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A station's canary.
 *
 * @param id in whose name its tries wait
 * @param taskReading what the judge looks for
 * @param maxSteps the horizon of its scene when it was set
 * @param baselineFrom the first day that is looked at: days before it are shown and count for nothing
 * @param dueAt when it is asked next
 * @param verdict as it was after the newest whole day
 */
public record CanaryData(
        UUID id,
        StationId station,
        CanaryPlan plan,
        String taskReading,
        int maxSteps,
        String setBy,
        String reason,
        Instant setAt,
        LocalDate baselineFrom,
        Instant dueAt,
        CanaryDrift.Verdict verdict,
        Optional<LocalDate> worseSince) {

    /** Fairness among labs knows its tries as one asker's of the station's own. */
    Author author() {
        return new Author(new AuthorId(id), "canary:" + station);
    }
}
