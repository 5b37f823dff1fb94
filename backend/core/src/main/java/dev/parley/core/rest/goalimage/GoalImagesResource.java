package dev.parley.core.rest.goalimage;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import dev.parley.core.episode.Episodes;
import dev.parley.core.goal.ConfirmedGoal;
import dev.parley.core.goal.GoalRelation;
import dev.parley.core.goal.GoalStatements;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.goalimage.PictureState;
import dev.parley.core.goalimage.PictureStates;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Goal images. */
@Path("/api/v1/goal-images")
@Tag(name = "Goal images", description = "Pictures of a wanted end state.")
public class GoalImagesResource {
    private final GoalImages images;
    private final GoalStatements statements;
    private final PictureStates states;
    private final Episodes episodes;
    private final RequestAuthor requestAuthor;

    @Inject
    GoalImagesResource(
            GoalImages images,
            GoalStatements statements,
            PictureStates states,
            Episodes episodes,
            RequestAuthor requestAuthor) {
        this.images = images;
        this.statements = statements;
        this.states = states;
        this.episodes = episodes;
        this.requestAuthor = requestAuthor;
    }

    /** What was stored. */
    record Stored(String id, String url) {}

    @POST
    @Consumes({"image/png", "image/jpeg", "image/webp", MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "uploadGoalImage",
            summary = "Upload a goal image",
            description =
                    "The body is the file: PNG, JPEG or WebP, at most 8 MiB. It is re-encoded to PNG; metadata is dropped. Only"
                            + " you see it until a person has passed the first prompt that shows it.")
    @APIResponse(
            responseCode = "201",
            description = "Stored; Location names it.",
            content = @Content(schema = @Schema(implementation = Stored.class)))
    public Uni<Response> store(byte[] upload) {
        Author author = requestAuthor.knownOrNew();
        return images.store(upload, author).map(id -> {
            String url = "/api/v1/goal-images/" + id + ".png";
            return Response.created(URI.create(url))
                    .entity(new Stored(id.toString(), url))
                    .build();
        });
    }

    @GET
    @Path("{id}.png")
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getGoalImage",
            summary = "A goal image",
            description = "For whoever uploaded it; for everybody once an episode has run under it.")
    public Uni<Response> png(@PathParam("id") String id) {
        GoalImageId image = Ids.goalImage(id);
        return requireNotTakenBack(image)
                .chain(() -> mayBeSeen(image))
                .chain(allowed -> allowed
                        ? images.png(image)
                                .map(png -> png.map(GoalImagesResource::served).orElseThrow(() -> unknown(image)))
                        : Uni.createFrom().failure(unknown(image)));
    }

    @Schema(
            description =
                    "What a goal image was confirmed to mean; null but for the id where it means nothing to a judge.")
    record Meaning(
            String id,
            @Nullable String sceneId,

            @Schema(description = "Of the start that it was arranged from; unsigned 64 bits, decimal.") @Nullable
            String seed,

            @Schema(description = "All of these; the rest does not matter.") @Nullable
            List<String> relations,

            @Schema(description = "How far from a point an object or a robot may be.") @Nullable
            Double withinM,

            @Schema(description = "How far beside its heading a robot may look; null where nothing is said of that.")
            @Nullable
            Double withinDegrees,

            @Nullable String text) {
        static Meaning of(GoalImageId image, Optional<ConfirmedGoal> goal) {
            return goal.map(known -> new Meaning(
                            image.toString(),
                            known.sceneId(),
                            Long.toUnsignedString(known.seed()),
                            known.statement().relations().stream()
                                    .map(GoalRelation::id)
                                    .toList(),
                            known.statement().withinM(),
                            known.statement().withinDegrees(),
                            known.reading()))
                    .orElseGet(() -> new Meaning(image.toString(), null, null, null, null, null, null));
        }
    }

    @GET
    @Path("{id}/statement")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getGoalStatement",
            summary = "What a goal image means",
            description = "As its asker confirmed it. For whoever may see the picture.")
    public Uni<Meaning> statement(@PathParam("id") String id) {
        GoalImageId image = Ids.goalImage(id);
        return requireNotTakenBack(image)
                .chain(() -> mayBeSeen(image))
                .chain(allowed -> allowed
                        ? statements.of(image).map(goal -> Meaning.of(image, goal))
                        : Uni.createFrom().failure(unknown(image)));
    }

    private Uni<Void> requireNotTakenBack(GoalImageId image) {
        return states.of(image)
                .invoke(state -> {
                    if (state.equals(Optional.of(PictureState.WITHDRAWN))) {
                        throw new ParleyException(
                                ErrorCode.WITHDRAWN,
                                "Goal image %s was taken back by whoever sent it and is deleted here."
                                        .formatted(image));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> mayBeSeen(GoalImageId image) {
        return requestAuthor
                .known()
                .map(author -> images.belongsTo(image, author))
                .orElseGet(() -> Uni.createFrom().item(false))
                .chain(own -> own ? Uni.createFrom().item(true) : episodes.ranUnder(image));
    }

    /** Somebody's upload on our origin: even if a browser took it for a page, it could do nothing. */
    private static Response served(byte[] png) {
        return Response.ok(png, "image/png")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=1800")
                .build();
    }

    /** The same answer for somebody else's as for none: ids are not to be tried out. */
    private static ParleyException unknown(GoalImageId image) {
        return new ParleyException(
                ErrorCode.RECORDING_UNKNOWN, "There is no goal image %s for you to see.".formatted(image));
    }
}
