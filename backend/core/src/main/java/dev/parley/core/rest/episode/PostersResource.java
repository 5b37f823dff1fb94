package dev.parley.core.rest.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.rest.problem.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Stills of episodes. */
@Path("/api/v1/episodes/{id}/poster/{camera}.jpg")
@Tag(name = "Episodes")
public class PostersResource {
    /** One a second is what there is; a proxy in between may serve it to everybody for that long. */
    private static final String WHILE_IT_RUNS = "public, max-age=1";

    private static final String AFTERWARDS = "public, max-age=1200, stale-while-revalidate=600";

    private final Posters posters;

    @Inject
    PostersResource(Posters posters) {
        this.posters = posters;
    }

    @GET
    @Operation(
            operationId = "getPoster",
            summary = "The newest still picture of one camera (JPEG)",
            description = "About one a second while it runs; 204 while there is none yet. ETag is its digest.")
    public Uni<Response> poster(
            @PathParam("id") String id,
            @PathParam("camera") String camera,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        EpisodeId episode = Ids.episode(id);
        return posters.newest(episode, EpisodeLookup.camera(camera)).map(found -> {
            Posters.Poster poster = EpisodeLookup.known(episode, found);
            if (poster.link().isPresent()) {
                return Response.status(Response.Status.FOUND)
                        .location(poster.link().get())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            }
            if (poster.jpeg().isEmpty()) {
                // Not an error: pages ask from the first moment on, and a browser would report each 404.
                return Response.noContent()
                        .header(HttpHeaders.CACHE_CONTROL, WHILE_IT_RUNS)
                        .build();
            }
            Response.ResponseBuilder response = poster.tag().equals(ifNoneMatch)
                    ? Response.notModified()
                    : Response.ok(poster.jpeg().get(), "image/jpeg");
            return response.header(HttpHeaders.ETAG, poster.tag())
                    .header(HttpHeaders.CACHE_CONTROL, poster.ended() ? AFTERWARDS : WHILE_IT_RUNS)
                    .header("X-Content-Type-Options", "nosniff")
                    .build();
        });
    }
}
