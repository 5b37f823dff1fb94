package dev.parley.core.rest.review;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.episode.Recordings;
import dev.parley.core.rest.episode.Signals;
import dev.parley.core.rest.episode.SignalsView;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.review.Rater;
import dev.parley.core.review.Reviews;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Film, numbers and goal picture of a clip, under the clip's own name. */
@Path("/api/v1/reviews/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reviews")
public class ReviewMediaResource {
    private static final String OWN_ONLY = "private, no-store";
    /** Stations name the camera for people so. */
    private static final String MAIN = "main";

    private final Reviews reviews;
    private final ReviewedEpisodes clips;
    private final Recordings recordings;
    private final Signals signals;
    private final GoalImages goalImages;
    private final RequestRater requestRater;

    @Inject
    ReviewMediaResource(
            Reviews reviews,
            ReviewedEpisodes clips,
            Recordings recordings,
            Signals signals,
            GoalImages goalImages,
            RequestRater requestRater) {
        this.reviews = reviews;
        this.clips = clips;
        this.recordings = recordings;
        this.signals = signals;
        this.goalImages = goalImages;
        this.requestRater = requestRater;
    }

    @GET
    @Path("signals")
    @Operation(
            operationId = "getReviewSignals",
            summary = "The numbers of a clip over its steps: state, what was asked for, thinking time")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SignalsView.class)),
            description = "One number a step in each list.")
    public Uni<Response> signals(@PathParam("id") String id) {
        return episode(id)
                .chain(signals::of)
                .map(found -> Response.ok(found)
                        .header(HttpHeaders.CACHE_CONTROL, OWN_ONLY)
                        .build())
                .onFailure(ReviewMediaResource::namesTheEpisode)
                .transform(failure -> nothing(id, "numbers"));
    }

    @GET
    @Path("video.mp4")
    @Blocking
    @Operation(
            operationId = "getReviewVideo",
            summary = "The film of a clip (MP4)",
            description = "Takes Range. It has no ETag: that would name the recording.")
    public Uni<Response> video(
            @PathParam("id") String id,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange) {
        return episode(id)
                .chain(found -> recordings.unnamed(
                        found, MAIN, Optional.ofNullable(range).filter(ignored -> ifRange == null)))
                .map(ReviewMediaResource::forThisRater)
                .onFailure(ReviewMediaResource::namesTheEpisode)
                .transform(failure -> nothing(id, "film"));
    }

    @GET
    @Path("goal.png")
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @Operation(operationId = "getReviewGoalImage", summary = "The goal picture of a clip")
    public Uni<Response> goal(@PathParam("id") String id) {
        return episode(id)
                .chain(found -> found.goalImage()
                        .map(goalImages::png)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(png -> Response.ok(png.orElseThrow(() -> nothing(id, "goal picture")), "image/png")
                        .header("Content-Security-Policy", "sandbox; default-src 'none'")
                        .header("X-Content-Type-Options", "nosniff")
                        .header(HttpHeaders.CACHE_CONTROL, OWN_ONLY)
                        .build());
    }

    /** The rater is asked for before anything else happens, while the request is at hand. */
    private Uni<EpisodeData> episode(String id) {
        Rater rater = requestRater.require();
        return reviews.require(Ids.review(id), rater).chain(clips::of);
    }

    /** What is said of a missing file elsewhere has the episode's id in it. */
    private static boolean namesTheEpisode(Throwable failure) {
        return failure instanceof ParleyException unknown && unknown.code() == ErrorCode.RECORDING_UNKNOWN;
    }

    private static ParleyException nothing(String id, String what) {
        return new ParleyException(ErrorCode.RECORDING_UNKNOWN, "Clip %s has no %s.".formatted(id, what));
    }

    private static Response forThisRater(Response film) {
        film.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, max-age=1800");
        film.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.COOKIE);
        return film;
    }
}
