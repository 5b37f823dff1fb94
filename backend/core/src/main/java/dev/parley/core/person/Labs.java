package dev.parley.core.person;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The labs, and which station is whose. */
public interface Labs {
    int LONGEST_TITLE = 80;

    /** By name. */
    Uni<List<Lab>> all();

    /** @throws dev.parley.core.problem.ParleyException LAB_UNKNOWN in the Uni */
    Uni<Lab> require(String name);

    /** Whose station it is; empty for one that is no lab's, and for one that is not there. */
    Uni<Optional<LabId>> ofStation(StationId station);

    /** @throws dev.parley.core.problem.ParleyException LAB_EXISTS or BODY_MALFORMED in the Uni */
    Uni<Lab> create(String name, String title, Actor by);
}
