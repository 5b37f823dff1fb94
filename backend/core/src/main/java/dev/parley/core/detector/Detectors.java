package dev.parley.core.detector;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The learned detectors that some station asks. */
public interface Detectors {
    /** Every version, the one announced last first. */
    Uni<List<DetectorData>> all();

    /** The version with that digest. */
    Uni<Optional<DetectorData>> find(String digest);

    /** Takes over a station's announcement; a digest that is known is left as it is. */
    Uni<Void> announce(DetectorData detector);
}
