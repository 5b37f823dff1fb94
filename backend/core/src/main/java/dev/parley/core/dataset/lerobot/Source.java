package dev.parley.core.dataset.lerobot;

import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.dataset.row.ExportRow;
import dev.parley.station.v1.Embodiment;
import java.io.IOException;
import java.util.Optional;

/** Where a writer finds what belongs to an episode; blocks. */
public interface Source {
    /** A stored file of an episode by its name, such as {@code steps.pb}. */
    Optional<StoredArtifact> find(ExportRow episode, String name) throws IOException;

    /** What the station said of the body with which it ran; empty where it says nothing any more. */
    Optional<Embodiment> body(ExportRow episode);
}
