package dev.parley.core.rest.catalogue;

import dev.parley.core.detector.DetectorData;
import dev.parley.core.detector.Detectors;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The learned detectors whose guesses stand beside episodes. */
@Path("/api/v1/detectors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue", description = "Scenes, policies and stations.")
public class DetectorsResource {
    private final Detectors detectors;

    @Inject
    DetectorsResource(Detectors detectors) {
        this.detectors = detectors;
    }

    @GET
    @Operation(
            operationId = "listDetectors",
            summary = "Learned detectors of success, and how often each was right against the predicate")
    public Uni<List<DetectorData>> detectors() {
        return detectors.all();
    }
}
