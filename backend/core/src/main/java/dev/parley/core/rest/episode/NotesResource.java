package dev.parley.core.rest.episode;

import dev.parley.core.rest.problem.Ids;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the policy of an episode said while it acted. */
@Path("/api/v1/episodes/{id}/notes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Episodes")
public class NotesResource {
    private final EpisodeLookup lookup;

    @Inject
    NotesResource(EpisodeLookup lookup) {
        this.lookup = lookup;
    }

    @GET
    @Operation(
            operationId = "listEpisodeNotes",
            summary = "Notes: what the policy wanted people to read, by step; of an episode that has ended")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NotePage.class)))
    public Uni<Response> notes(@PathParam("id") String id) {
        return lookup.glance(Ids.episode(id))
                .chain(episode -> lookup.artifact(episode, StepsResource.STEP_FILE, "step log")
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(log -> NotePage.read(episode.id().toString(), log, episode.controlHz()))
                        .map(page -> Response.ok(page)
                                // Everybody who opens the page reads its notes; what is taken back must be gone within
                                // an hour.
                                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=1800")
                                .build()));
    }
}
