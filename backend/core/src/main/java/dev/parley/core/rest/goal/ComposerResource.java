package dev.parley.core.rest.goal;

import dev.parley.core.goal.ComposedGoals;
import dev.parley.core.goal.EpisodeEnds;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Moving things on a picture of a scene; keeps nothing. */
@Path("/api/v1/scenes/{scene}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Goal images", description = "Pictures of a wanted end state.")
public class ComposerResource {
    private static final int MOST_ENDS = 12;

    private final ComposedGoals goals;
    private final EpisodeEnds ends;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;
    private final Limits limits;
    private final SecureRandom random;

    @Inject
    ComposerResource(
            ComposedGoals goals,
            EpisodeEnds ends,
            RequestAuthor requestAuthor,
            JsonBody json,
            Limits limits,
            SecureRandom random) {
        this.goals = goals;
        this.ends = ends;
        this.requestAuthor = requestAuthor;
        this.json = json;
        this.limits = limits;
        this.random = random;
    }

    @GET
    @Path("composer")
    @Operation(
            operationId = "getComposer",
            summary = "A start of a scene, to be arranged",
            description =
                    "Objects with their outlines, where they can be put, and the camera, so that a program can move things.")
    public Uni<ComposerView> start(@PathParam("scene") String scene, @QueryParam("seed") @Nullable String seed) {
        long start = seed == null ? random.nextLong() >>> 1 : seed(seed);
        return goals.draw(scene, start, List.of(), requestAuthor.knownOrNew()).map(ComposerView::of);
    }

    @POST
    @Path("composer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "arrangeScene",
            summary = "The scene with things moved",
            description = "Things fall to where they come to rest. Says what that means. Keeps nothing.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Arranging.class)))
    public Uni<ComposerView> arranged(@PathParam("scene") String scene, byte[] body) {
        Arranging wanted = json.read(body, Arranging.class);
        return goals.draw(scene, wanted.start(), wanted.placed(), requestAuthor.knownOrNew())
                .map(ComposerView::of);
    }

    @GET
    @Path("ends")
    @Operation(
            operationId = "listSceneEnds",
            summary = "How the newest episodes of a scene ended",
            description = "Start arranging from one of them. Counts as a search.")
    public Uni<List<EndView>> ends(@PathParam("scene") String scene) {
        return limits.take(Limit.SEARCHES, requestAuthor.knownOrNetwork())
                .chain(() -> ends.newest(scene, MOST_ENDS))
                .map(found -> found.stream().map(EndView::of).toList());
    }

    private static long seed(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new ParleyException(
                    ErrorCode.SEED_OUT_OF_RANGE, "The seed is a whole number from 0 to 18446744073709551615.");
        }
    }
}
