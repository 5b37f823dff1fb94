package dev.parley.core.rest.comparison;

import dev.parley.contracts.ComparisonId;
import dev.parley.core.account.Author;
import dev.parley.core.account.GuestCookie;
import dev.parley.core.comparison.Ballot;
import dev.parley.core.comparison.Choice;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.ComparisonState;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.comparison.Reveal;
import dev.parley.core.comparison.Side;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.rest.episode.Recordings;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.problem.Numbers;
import dev.parley.core.rest.prompt.ClosedLines;
import dev.parley.core.turn.LineClosed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Blind comparisons. What an answer holds depends on whether its reader has voted, so nobody may keep it for others. */
@Path("/api/v1/comparisons")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comparisons", description = "Two policies do the same, and nobody knows which is which before voting.")
public class ComparisonsResource {
    private static final String OWN_ONLY = "private, no-store";
    /** Stations name the camera for people so. */
    private static final String MAIN = "main";

    private final Comparisons comparisons;
    private final Episodes episodes;
    private final WaitEstimates waits;
    private final Recordings recordings;
    private final ClosedLines lines;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    ComparisonsResource(
            Comparisons comparisons,
            Episodes episodes,
            WaitEstimates waits,
            Recordings recordings,
            ClosedLines lines,
            RequestAuthor requestAuthor,
            JsonBody json) {
        this.comparisons = comparisons;
        this.episodes = episodes;
        this.waits = waits;
        this.recordings = recordings;
        this.lines = lines;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    @Schema(description = "Which did better?")
    record NewVote(
            @Schema(
                    enumeration = {"left", "right", "tie", "both-bad"},
                    required = true)
            @Nullable
            String choice,

            @Schema(description = "Reasons of a fixed list, any number of them.") @Nullable
            List<String> why,

            @Schema(
                    description =
                            "As the comparison told them; then a vote that would be for other sides is refused. Absent: it is for yours.")
            @Nullable
            String sides) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitComparison",
            summary = "Let two policies try it",
            description =
                    "Same words, scene and start; pair, order and sides are drawn and committed to before this answers.")
    @APIResponse(
            responseCode = "201",
            description = "Stored, drawn and committed to; Location names it.",
            content = @Content(schema = @Schema(implementation = ComparisonView.class)))
    @RequestBody(content = @Content(schema = @Schema(implementation = NewComparison.class)))
    public Uni<Response> submit(byte[] body) {
        NewComparison wanted = json.read(body, NewComparison.class);
        Author author = requestAuthor.knownOrNew();
        return comparisons
                .submit(wanted.request(), author)
                .chain(made -> view(made, Optional.of(author)))
                .map(view -> Response.created(URI.create("/api/v1/comparisons/" + view.id()))
                        .header(HttpHeaders.CACHE_CONTROL, OWN_ONLY)
                        .entity(view)
                        .build())
                .onFailure(LineClosed.class)
                .recoverWithUni(failure -> lines.answer(
                        (LineClosed) failure,
                        author,
                        wanted.request().prompt().instruction(),
                        wanted.request().prompt().sceneId(),
                        wanted.request().prompt().wantedBody()));
    }

    @GET
    @Operation(
            operationId = "listOpenComparisons",
            summary = "Comparisons that you have not voted on yet, those that close first before the others")
    @APIResponse(
            responseCode = "200",
            description = "As they are now.",
            content = @Content(schema = @Schema(implementation = ComparisonView[].class)))
    public Uni<Response> toVoteOn(@QueryParam("limit") @DefaultValue("20") String limit) {
        int most = Numbers.between("limit", limit, 1, 100);
        return comparisons
                .toVoteOn(requestAuthor.known(), most)
                .map(found -> own(found.stream()
                        .map(each -> ComparisonView.of(
                                each, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                        .toList()));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getComparison",
            summary = "One comparison; with what you may be told of it",
            description =
                    "While it is open, whoever comes without a guest cookie or token gets the cookie with this"
                            + " answer: left and right are shuffled for each reader, so that replays and vote need to be asked for by the same one.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ComparisonView.class)))
    public Uni<Response> find(@PathParam("id") String id) {
        return require(Ids.comparison(id))
                .chain(found -> view(found, reader(found)))
                .map(ComparisonsResource::own);
    }

    /** Who reads an open one has to be the same when they vote; one that has ended is for everybody. */
    private Optional<Author> reader(ComparisonData comparison) {
        return comparison.state().terminal() ? requestAuthor.known() : Optional.of(requestAuthor.knownOrNew());
    }

    @GET
    @Path("{id}/draw")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "getComparisonDraw",
            summary = "The draw, as the text whose SHA-256 was published before anything ran",
            description = "After your vote. Check it with: curl … | sha256sum")
    @APIResponse(
            responseCode = "200",
            description = "To the byte.",
            content = @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class)))
    public Uni<Response> draw(@PathParam("id") String id) {
        ComparisonId comparison = Ids.comparison(id);
        return comparisons.reveal(comparison, requestAuthor.known()).map(told -> {
            Reveal reveal = told.orElseThrow(() -> new ParleyException(
                    ErrorCode.COMPARISON_SEALED,
                    "What was drawn for comparison %s is told after your vote; its digest is public already."
                            .formatted(comparison)));
            return own(reveal.draw());
        });
    }

    @GET
    @Path("{id}/{side: left|right}.mp4")
    @Blocking
    @Operation(
            operationId = "getComparisonReplay",
            summary = "The replay on one side (MP4)",
            description =
                    "As you see the two: left and right are shuffled for each reader, so while it is open this takes your guest cookie or"
                            + " token. Takes Range. It has no ETag: that would name the recording.")
    public Uni<Response> replay(
            @PathParam("id") String id,
            @PathParam("side") String side,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange) {
        Side shown = Side.valueOf(side.toUpperCase(Locale.ROOT));
        return require(Ids.comparison(id))
                .chain(comparison -> shown(comparison, shown))
                .chain(found -> {
                    EpisodeData episode =
                            found.filter(each -> each.withdrawnAt().isEmpty()).orElseThrow(() -> noReplay(id, side));
                    return recordings
                            .unnamed(episode, MAIN, Optional.ofNullable(range).filter(ignored -> ifRange == null))
                            .map(ComparisonsResource::forThisReader);
                })
                // What recordings say of a missing one names the episode.
                .onFailure(failure ->
                        failure instanceof ParleyException unknown && unknown.code() == ErrorCode.RECORDING_UNKNOWN)
                .transform(failure -> noReplay(id, side));
    }

    /** What is on the left for one is on the right for another. */
    private static Response forThisReader(Response replay) {
        replay.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, max-age=1800");
        replay.getHeaders().putSingle(HttpHeaders.VARY, "Cookie, " + GuestCookie.HEADER);
        return replay;
    }

    private static ParleyException noReplay(String id, String side) {
        return new ParleyException(
                ErrorCode.RECORDING_UNKNOWN,
                "Comparison %s has no replay on the %s; both come at once, when both ran.".formatted(id, side));
    }

    private Uni<Optional<EpisodeData>> shown(ComparisonData comparison, Side side) {
        if (comparison.state() != ComparisonState.READY && comparison.state() != ComparisonState.CLOSED) {
            return Uni.createFrom().item(Optional.empty());
        }
        Optional<Author> reader = requestAuthor.known();
        if (reader.isEmpty() && !comparison.state().terminal()) {
            throw new ParleyException(
                    ErrorCode.TOKEN_REFUSED,
                    "Left and right of comparison %s are shuffled for each reader, and nothing says who you are: send the cookie that GET /api/v1/comparisons/%s sets, or %s from POST /api/v1/guests, and vote with the same."
                            .formatted(comparison.id(), comparison.id(), GuestCookie.HEADER));
        }
        return comparisons
                .episode(comparison.id(), side, reader)
                .chain(found -> found.map(episodes::find)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    @POST
    @Path("{id}/votes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "voteOnComparison",
            summary = "Vote, once; answered with what is told after it",
            description =
                    "A lab's vote on its own policy is taken like any other while the comparison is open, counts in nothing, and is told so"
                            + " with the reveal: a refusal would tell that lab that theirs is one of the two. Once it is closed it is refused (403 own-policy).")
    @APIResponse(
            responseCode = "200",
            description = "Taken.",
            content = @Content(schema = @Schema(implementation = RevealView.class)))
    @RequestBody(content = @Content(schema = @Schema(implementation = NewVote.class)))
    public Uni<Response> vote(@PathParam("id") String id, byte[] body) {
        ComparisonId comparison = Ids.comparison(id);
        NewVote wanted = json.read(body, NewVote.class);
        Ballot ballot = Ballot.of(choice(wanted.choice()), wanted.why() == null ? List.of() : wanted.why());
        Author author = requestAuthor.knownOrNew();
        return comparisons
                .vote(comparison, author, wanted.sides() == null ? ballot : ballot.on(wanted.sides()))
                .map(reveal -> own(RevealView.of(reveal, Optional.of(author))));
    }

    private Uni<ComparisonData> require(ComparisonId id) {
        return comparisons
                .find(id)
                .map(found -> found.orElseThrow(() ->
                        new ParleyException(ErrorCode.COMPARISON_UNKNOWN, "There is no comparison %s.".formatted(id))));
    }

    private Uni<ComparisonView> view(ComparisonData comparison, Optional<Author> reader) {
        Uni<Optional<WaitEstimates.Wait>> wait = comparison.progress() == ComparisonData.Progress.IN_LINE
                        && comparison.state() == ComparisonState.WAITING
                ? waits.of(comparison.firstTurn()).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
        return wait.chain(known -> comparisons
                .sides(comparison.id(), reader)
                .chain(sides -> comparisons
                        .reveal(comparison.id(), reader)
                        .map(reveal -> ComparisonView.of(comparison, known, Optional.of(sides), reader, reveal))));
    }

    private static Choice choice(@Nullable String word) {
        return switch (word) {
            case "left" -> Choice.LEFT;
            case "right" -> Choice.RIGHT;
            case "tie" -> Choice.TIE;
            case "both-bad" -> Choice.BOTH_BAD;
            case null, default ->
                throw new ParleyException(
                        ErrorCode.VOTE_MALFORMED, "choice is \"left\", \"right\", \"tie\" or \"both-bad\".");
        };
    }

    private static Response own(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, OWN_ONLY).build();
    }
}
