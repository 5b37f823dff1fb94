package dev.parley.core.rest.review;

import dev.parley.core.analysis.crowd.GoldCheck;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.review.GoldQuestion;
import dev.parley.core.review.RaterStanding;
import dev.parley.core.review.ReviewLead;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** What whoever leads the reviews sees and sets: questions with known answers, how raters stand, how far the desk is. */
@Path("/api/v1/reviews/lead")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reviews")
public class ReviewLeadResource {
    private final ReviewLead lead;
    private final RequestPerson requestPerson;
    private final JsonBody json;

    @Inject
    ReviewLeadResource(ReviewLead lead, RequestPerson requestPerson, JsonBody json) {
        this.lead = lead;
        this.requestPerson = requestPerson;
        this.json = json;
    }

    @Schema(description = "Gold: a question whose answer is known. Raters are never told which these are.")
    record NewGold(
            @Schema(
                    enumeration = {"done", "not-done"},
                    required = true)
            @Nullable
            String result,

            @Schema(description = "How it is known; 1 to 500 characters.", required = true) @Nullable
            String reason) {}

    @Schema(description = "Why it is asked no more.")
    record Retirement(
            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    record GoldView(
            String episodeId,
            String result,
            String by,
            Instant at,
            boolean retired,

            @Schema(description = "How many raters answered; whoever could not tell has not.")
            int answered,

            int right) {
        static GoldView of(GoldQuestion gold) {
            return new GoldView(
                    gold.episode().toString(),
                    gold.result().word(),
                    gold.by(),
                    gold.at(),
                    gold.retired(),
                    gold.asked(),
                    gold.right());
        }
    }

    @Schema(
            description =
                    "How far one rater can be relied on. Not for the rater: it tells how their gold questions went.")
    record RaterView(
            String personId,
            String login,
            String name,
            int labelled,
            int cannotTell,
            int goldRight,
            int goldWrong,

            @Schema(description = "OPEN: too few gold questions. SHUT_OUT: their labels stay and weigh nothing.")
            GoldCheck.State standing,

            @Schema(
                    description =
                            "Chance of being right, from all labels together (one-coin Dawid-Skene); null: nothing to tell it by.")
            @Nullable
            Double accuracy) {
        static RaterView of(RaterStanding rater) {
            return new RaterView(
                    rater.person().toString(),
                    rater.login(),
                    rater.name(),
                    rater.labelled(),
                    rater.cannotTell(),
                    rater.gold().right(),
                    rater.gold().wrong(),
                    rater.gold().state(),
                    rater.accuracy().isPresent() ? (Double) rater.accuracy().getAsDouble() : null);
        }
    }

    @GET
    @Operation(
            operationId = "getReviewDesk",
            summary = "How far the desk is",
            description = "For platform admins. It tells of no clip by itself.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ReviewLead.Overview.class)))
    @APIResponse(responseCode = "401", description = "Not signed in.")
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    public Uni<Response> overview() {
        requestPerson.require(Action.LEAD_REVIEWS);
        return lead.overview().map(ReviewLeadResource::own);
    }

    @GET
    @Path("raters")
    @Operation(
            operationId = "listRaters",
            summary = "How far each rater can be relied on",
            description = "For platform admins.")
    @APIResponse(
            responseCode = "200",
            description = "As they are now.",
            content = @Content(schema = @Schema(implementation = RaterView[].class)))
    public Uni<Response> raters() {
        requestPerson.require(Action.LEAD_REVIEWS);
        return lead.raters().map(found -> own(found.stream().map(RaterView::of).toList()));
    }

    @GET
    @Path("gold")
    @Operation(
            operationId = "listGoldQuestions",
            summary = "Questions with known answers, the newest first",
            description = "For platform admins.")
    @APIResponse(
            responseCode = "200",
            description = "As they are now.",
            content = @Content(schema = @Schema(implementation = GoldView[].class)))
    public Uni<Response> gold() {
        requestPerson.require(Action.LEAD_REVIEWS);
        return lead.gold().map(found -> own(found.stream().map(GoldView::of).toList()));
    }

    @PUT
    @Path("gold/{episode}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setGoldQuestion",
            summary = "Make an episode a question with a known answer",
            description =
                    "Its answer never changes; retire it where it was wrong. As many done as not-done, or answers could be guessed.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewGold.class)))
    @APIResponse(responseCode = "204", description = "It is asked from now on.")
    @APIResponse(responseCode = "409", description = "It is one already, with the other answer.")
    public Uni<Void> setGold(@PathParam("episode") String episode, byte[] body) {
        Actor by = requestPerson.require(Action.LEAD_REVIEWS);
        NewGold wanted = json.read(body, NewGold.class);
        return lead.setGold(Ids.episode(episode), LabelBody.result(wanted.result()), by, Given.reason(wanted.reason()));
    }

    @POST
    @Path("gold/{episode}/retirement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retireGoldQuestion",
            summary = "Ask such a question no more",
            description = "What was answered stays judged.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Retirement.class)))
    @APIResponse(responseCode = "204", description = "It is asked no more.")
    public Uni<Void> retireGold(@PathParam("episode") String episode, byte[] body) {
        Actor by = requestPerson.require(Action.LEAD_REVIEWS);
        return lead.retireGold(
                Ids.episode(episode),
                by,
                Given.reason(json.read(body, Retirement.class).reason()));
    }

    private static Response own(Object entity) {
        return Response.ok(entity)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
