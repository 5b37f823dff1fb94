package dev.parley.core.station;

import dev.parley.contracts.LabId;
import dev.parley.core.audit.Deed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was done to a station, as the audit keeps it: an affair of its lab, with its name. */
final class StationDeeds {
    private StationDeeds() {}

    static Deed of(StationEntity row, String action, String reason, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        all.put("station", row.name);
        return new Deed(
                action,
                "station",
                row.id.toString(),
                Optional.ofNullable(row.labId).map(LabId::new),
                reason,
                all);
    }
}
