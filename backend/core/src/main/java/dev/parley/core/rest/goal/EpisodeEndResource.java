package dev.parley.core.rest.goal;

import dev.parley.core.goal.EpisodeEnds;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where everything lay when an episode ended. */
@Path("/api/v1/episodes/{id}/end")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Episodes", description = "Recorded attempts.")
public class EpisodeEndResource {
    private final EpisodeEnds ends;

    @Inject
    EpisodeEndResource(EpisodeEnds ends) {
        this.ends = ends;
    }

    @GET
    @Operation(
            operationId = "getEpisodeEnd",
            summary = "How an episode ended",
            description = "Where everything lay that can be moved.")
    public Uni<EndView> end(@PathParam("id") String id) {
        return ends.of(Ids.episode(id))
                .map(found -> found.map(EndView::of)
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.RECORDING_UNKNOWN,
                                "How episode %s ended is not known in positions.".formatted(id))));
    }
}
