package dev.parley.core.rest.episode;

import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.Numbers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The step log of an episode. */
@Path("/api/v1/episodes/{id}/steps")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Episodes")
public class StepsResource {
    static final String STEP_FILE = "steps.pb";

    private final EpisodeLookup lookup;

    @Inject
    StepsResource(EpisodeLookup lookup) {
        this.lookup = lookup;
    }

    @GET
    @Operation(
            operationId = "listSteps",
            summary = "Steps: every state and command, with the video frame that shows it")
    public Uni<StepPage> steps(
            @PathParam("id") String id,
            @QueryParam("from") @DefaultValue("0") String from,
            @QueryParam("limit") @DefaultValue("200") String limit) {
        int first = Numbers.between("from", from, 0, Integer.MAX_VALUE);
        int most = Numbers.between("limit", limit, 1, 1000);
        return lookup.require(Ids.episode(id))
                .chain(episode -> lookup.artifact(episode, STEP_FILE, "step log")
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(log -> StepPage.read(episode.id().toString(), log, first, most)));
    }
}
