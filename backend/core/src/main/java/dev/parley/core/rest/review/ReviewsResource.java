package dev.parley.core.rest.review;

import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.problem.Numbers;
import dev.parley.core.review.Rater;
import dev.parley.core.review.ReviewData;
import dev.parley.core.review.ReviewId;
import dev.parley.core.review.ReviewLabel;
import dev.parley.core.review.Reviews;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Clips to judge. A clip goes by a name of its own, and nothing that is answered here leads to the episode. */
@Path("/api/v1/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Reviews",
        description =
                "Researchers judge episodes blind. A clip is one person's look at one episode: nobody else reads it, and it says neither"
                        + " whose policy it was nor what anybody found.")
public class ReviewsResource {
    private static final String OWN_ONLY = "private, no-store";
    private static final int MOST_LISTED = 100;

    private final Reviews reviews;
    private final ReviewedEpisodes clips;
    private final RequestRater requestRater;
    private final JsonBody json;

    @Inject
    ReviewsResource(Reviews reviews, ReviewedEpisodes clips, RequestRater requestRater, JsonBody json) {
        this.reviews = reviews;
        this.clips = clips;
        this.requestRater = requestRater;
        this.json = json;
    }

    /** One line of the list. */
    @Schema(description = "A clip of yours; read it at /api/v1/reviews/{id}.")
    record OwnView(
            String id,
            ReviewData.State state,
            Instant claimedAt,
            Instant expiresAt,
            @Nullable String result) {
        static OwnView of(ReviewData review) {
            return new OwnView(
                    review.id().toString(),
                    review.state(),
                    review.claimedAt(),
                    review.expiresAt(),
                    review.told() ? review.labels().getLast().label().result().word() : null);
        }
    }

    @POST
    @Operation(
            operationId = "claimReview",
            summary = "Take a clip",
            description =
                    "The one you have open, else the next of the queue; its place is yours until expiresAt. 204: nothing waits for you."
                            + " For researchers; platform admins get only what raters did not agree on.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReviewView.class)),
            description = "Yours.")
    @APIResponse(responseCode = "204", description = "Nothing waits for you now.")
    @APIResponse(responseCode = "401", description = "Not signed in.")
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    @APIResponse(responseCode = "429", description = "Too many at once; detail says when the next is possible.")
    public Uni<Response> claim() {
        Rater rater = requestRater.require();
        return reviews.claim(rater)
                .chain(taken -> taken.isEmpty()
                        ? Uni.createFrom().item(Response.noContent().build())
                        : answer(taken.get()));
    }

    @GET
    @Operation(operationId = "listOwnReviews", summary = "Your own clips, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "As they are now.",
            content = @Content(schema = @Schema(implementation = OwnView[].class)))
    public Uni<Response> own(@QueryParam("limit") @DefaultValue("40") String limit) {
        Rater rater = requestRater.require();
        int most = Numbers.between("limit", limit, 1, MOST_LISTED);
        return reviews.own(rater, most)
                .map(found -> own(found.stream().map(OwnView::of).toList()));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getReview",
            summary = "A clip of yours",
            description = "Somebody else's answers as one that never was: 404.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReviewView.class)),
            description = "With what others said, once you have said something.")
    public Uni<Response> find(@PathParam("id") String id) {
        Rater rater = requestRater.require();
        return reviews.require(Ids.review(id), rater).chain(this::answer);
    }

    @POST
    @Path("{id}/labels")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "labelReview",
            summary = "Say what it did",
            description =
                    "A later label changes your mind; the first stays, and agreement is measured by it. Answered with what others said.")
    @RequestBody(content = @Content(schema = @Schema(implementation = LabelBody.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReviewView.class)),
            description = "Stored.")
    @APIResponse(responseCode = "400", description = "detail says what was wrong and what would be right.")
    @APIResponse(
            responseCode = "409",
            description = "Too early to have watched it, or its time is over and somebody else has the place.")
    @APIResponse(responseCode = "410", description = "Its asker took it back meanwhile.")
    public Uni<Response> label(@PathParam("id") String id, byte[] body) {
        Rater rater = requestRater.require();
        ReviewId review = Ids.review(id);
        ReviewLabel label = json.read(body, LabelBody.class).label();
        return reviews.label(review, rater, label).chain(this::answer);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "skipReview",
            summary = "Give a clip back unjudged",
            description = "Somebody else gets its place.")
    @APIResponse(responseCode = "204", description = "Given back.")
    @APIResponse(responseCode = "409", description = "It is labelled, or not yours any more.")
    public Uni<Void> giveBack(@PathParam("id") String id) {
        Rater rater = requestRater.require();
        return reviews.giveBack(Ids.review(id), rater);
    }

    private Uni<Response> answer(ReviewData review) {
        return clips.of(review)
                .chain(episode -> reviews.others(review).map(others -> own(ReviewView.of(review, episode, others))));
    }

    private static Response own(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, OWN_ONLY).build();
    }
}
