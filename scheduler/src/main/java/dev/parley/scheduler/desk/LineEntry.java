package dev.parley.scheduler.desk;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.turn.TurnData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A turn in line, as those in charge see it.
 *
 * @param position within its class, 1 is next; 0 while it is held
 * @param passed whether moderation has passed its words; until then nobody reads them here
 * @param held that a lab holds it
 * @param placed that a person set its place
 * @param fitting stations that could run it, busy and away or not
 * @param labs whose stations these are
 */
public record LineEntry(
        TurnData turn,
        int position,
        boolean passed,
        Optional<Mark> held,
        Optional<Mark> placed,
        List<StationId> fitting,
        Set<LabId> labs) {
    public LineEntry {
        fitting = List.copyOf(fitting);
        labs = Set.copyOf(labs);
    }

    /** @param what HELD, MOVED or EXPEDITED */
    public record Mark(String what, String by, String reason, Instant at) {}
}
