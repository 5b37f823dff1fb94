package dev.parley.core.rest.episode;

import dev.parley.core.rest.problem.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Videos of episodes. */
@Path("/api/v1/episodes/{id}")
@Tag(name = "Episodes")
public class RecordingsResource {
    private final EpisodeLookup lookup;
    private final Recordings recordings;

    @Inject
    RecordingsResource(EpisodeLookup lookup, Recordings recordings) {
        this.lookup = lookup;
        this.recordings = recordings;
    }

    @GET
    @Path("recordings/{camera}.mp4")
    @Operation(
            operationId = "getRecording",
            summary = "The recording of one camera (MP4)",
            description = "Takes Range and If-Range; ETag is its SHA-256. With an S3 store: a redirect to where it is.")
    public Uni<Response> recording(
            @PathParam("id") String id,
            @PathParam("camera") String camera,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        String name = EpisodeLookup.camera(camera);
        return lookup.glance(Ids.episode(id))
                .chain(episode -> recordings.of(episode, name, new Recordings.Asked(range, ifRange, ifNoneMatch)));
    }
}
