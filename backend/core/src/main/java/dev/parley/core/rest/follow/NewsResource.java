package dev.parley.core.rest.follow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import dev.parley.core.follow.News;
import dev.parley.core.follow.Newsstand;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Bodies;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.station.WantedBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be told. */
@Path("/api/v1/news")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Being told", description = "What you want to be told of; it outlives the page and the browser.")
public class NewsResource {
    private final Newsstand newsstand;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    NewsResource(Newsstand newsstand, RequestAuthor requestAuthor, JsonBody json) {
        this.newsstand = newsstand;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    @Schema(description = "One thing you want to be told, as it stands now.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewsView(
            @Schema(description = "waiting, running or ended for a prompt; line-open or line-closed for a line.")
            String kind,

            @Nullable String promptId,
            @Nullable String episodeId,

            @Schema(description = "Whether you asked it yourself.") @Nullable
            Boolean own,

            @Nullable String sceneId,
            @Nullable String policyId,
            @Nullable String instruction,
            @Nullable String goalImageId,
            @Nullable String body) {
        static NewsView of(News news) {
            return switch (news) {
                case News.OfPrompt prompt ->
                    new NewsView(
                            prompt.stage().name().toLowerCase(Locale.ROOT),
                            prompt.prompt().toString(),
                            prompt.episode().map(EpisodeId::toString).orElse(null),
                            prompt.own(),
                            null,
                            null,
                            prompt.instruction().orElse(null),
                            null,
                            null);
                case News.OfLine line ->
                    new NewsView(
                            line.open() ? "line-open" : "line-closed",
                            null,
                            null,
                            null,
                            line.sceneId(),
                            line.policyName(),
                            line.instruction().orElse(null),
                            line.goalImage().map(GoalImageId::toString).orElse(null),
                            line.wantedBody().map(WantedBody::wireName).orElse(null));
            };
        }
    }

    /** Body of {@code POST /news/lines}. */
    @Schema(description = "The ask that was turned away, and whose line to watch.")
    record NewWish(
            @Nullable String instruction,
            @Nullable String goalImageId,
            @Schema(required = true) @Nullable String sceneId,
            @Schema(required = true) @Nullable String policyId,

            @Schema(description = "simulation or real, where that was wished") @Nullable
            String body) {
        PromptRequest request() {
            return new PromptRequest(
                    Optional.ofNullable(instruction),
                    Optional.ofNullable(goalImageId).map(Ids::goalImage),
                    Optional.ofNullable(sceneId),
                    Optional.ofNullable(policyId),
                    OptionalLong.empty(),
                    Bodies.wanted(body));
        }
    }

    /** Body of {@code POST /news/seen}. */
    record Seen(
            @Schema(required = true) @Nullable String promptId,

            @Schema(
                    required = true,
                    description = "running or ended",
                    enumeration = {"running", "ended"})
            @Nullable
            String kind) {
        News.Stage stage() {
            if ("running".equals(kind)) {
                return News.Stage.RUNNING;
            }
            if ("ended".equals(kind)) {
                return News.Stage.ENDED;
            }
            throw new ParleyException(ErrorCode.BODY_MALFORMED, "kind is \"running\" or \"ended\".");
        }
    }

    @GET
    @Operation(
            operationId = "listNews",
            summary = "What you want to be told, as it stands now",
            description = "What was put away is not there.")
    @APIResponse(
            responseCode = "200",
            description = "Newest first.",
            content = @Content(schema = @Schema(implementation = NewsView[].class)))
    public Uni<Response> all() {
        Uni<List<News>> news = requestAuthor
                .known()
                .map(newsstand::of)
                .orElseGet(() -> Uni.createFrom().item(List.of()));
        return news.map(found -> Response.ok(found.stream().map(NewsView::of).toList())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build());
    }

    @POST
    @Path("lines")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "awaitLine",
            summary = "Be told when a closed line opens",
            description = "Keeps the words that were turned away; nobody else ever sees them.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewWish.class)))
    @APIResponse(responseCode = "204", description = "Kept; see GET /news.")
    public Uni<Void> tellWhenOpen(byte[] body) {
        NewWish wish = json.read(body, NewWish.class);
        return newsstand.tellWhenOpen(wish.request(), requestAuthor.knownOrNew());
    }

    @DELETE
    @Path("lines")
    @Operation(operationId = "awaitLineNoMore", summary = "Be told of that line no more")
    @APIResponse(responseCode = "204", description = "Done.")
    @APIResponse(responseCode = "429", description = "Too many changes.")
    public Uni<Void> forget(
            @QueryParam("sceneId") @Nullable String scene, @QueryParam("policyId") @Nullable String policy) {
        return requestAuthor
                .known()
                .map(author -> newsstand.forget(author, scene == null ? "" : scene, policy == null ? "" : policy))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    @POST
    @Path("seen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "markNewsSeen", summary = "Put one away", description = "What comes after it is told.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Seen.class)))
    @APIResponse(responseCode = "204", description = "Done.")
    @APIResponse(responseCode = "429", description = "Too many changes.")
    public Uni<Void> seen(byte[] body) {
        Seen seen = json.read(body, Seen.class);
        Optional<Author> author = requestAuthor.known();
        return author.map(known -> newsstand.putAway(
                        known, Ids.prompt(seen.promptId() == null ? "" : seen.promptId()), seen.stage()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
