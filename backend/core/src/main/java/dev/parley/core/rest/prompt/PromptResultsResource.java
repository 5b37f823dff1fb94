package dev.parley.core.rest.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.table.CsvText;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptResult;
import dev.parley.core.prompt.PromptResults;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.Numbers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What came of many of one's own prompts at once, for programs that wait. */
@Path("/api/v1/prompts")
@Tag(name = "Prompts")
public class PromptResultsResource {
    private static final String CSV = "text/csv";
    private static final String HEAD = "prompt,state,submitted_at,instruction,goal_image,scene,policy,episode,attempt,"
            + "episode_state,policy_version,seed,station_kind,ending,success,progress,steps,recordings\r\n";

    private final PromptResults results;
    private final RequestAuthor requestAuthor;

    @Inject
    PromptResultsResource(PromptResults results, RequestAuthor requestAuthor) {
        this.results = results;
        this.requestAuthor = requestAuthor;
    }

    /** @param open how many are still to come */
    @Schema(name = "PromptResults", description = "Your prompts in the order in which you asked them.")
    record ResultsView(
            @Schema(description = "How many are not over yet; 0: nothing more will come.")
            int open,

            List<PromptResultView> results) {
        static ResultsView of(List<PromptResult> found) {
            return new ResultsView(
                    Math.toIntExact(found.stream()
                            .filter(result -> !result.state().terminal())
                            .count()),
                    found.stream().map(PromptResultView::of).toList());
        }
    }

    @GET
    @Path("results")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listOwnResults",
            summary = "What came of your own prompts, many at once",
            description =
                    "One cheap look for all that a program waits for: send the ETag back as If-None-Match, and as long as nothing changed the answer is 304"
                            + " without a body.")
    @APIResponse(
            responseCode = "200",
            description = "As they are now.",
            content = @Content(schema = @Schema(implementation = ResultsView.class)))
    @APIResponse(responseCode = "304", description = "As you know it.")
    @APIResponse(responseCode = "404", description = "One of ids is no prompt of yours.")
    public Uni<Response> json(
            @Context Request request,
            @Context UriInfo address,
            @QueryParam("ids") @Nullable String ids,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return found(named(address, ids), limit)
                .map(found -> answer(request, ResultsView.of(found), found, MediaType.APPLICATION_JSON));
    }

    @GET
    @Path("results.csv")
    @Produces(CSV)
    @Operation(
            operationId = "downloadOwnResults",
            summary = "The same as CSV (RFC 4180), a head and one prompt a line",
            description = "Recordings are addresses with spaces between.")
    @APIResponse(
            responseCode = "200",
            description = "As they are now.",
            content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "304", description = "As you know it.")
    @APIResponse(responseCode = "404", description = "One of ids is no prompt of yours.")
    public Uni<Response> csv(
            @Context Request request,
            @Context UriInfo address,
            @QueryParam("ids") @Nullable String ids,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return found(named(address, ids), limit).map(found -> answer(request, lines(found), found, CSV));
    }

    /** A parameter without a value arrives as none, but whoever names nothing must not be given their newest. */
    private static Optional<List<PromptId>> named(UriInfo address, @Nullable String ids) {
        return address.getQueryParameters().containsKey("ids")
                ? Optional.of(ids(ids == null ? "" : ids))
                : Optional.empty();
    }

    private Uni<List<PromptResult>> found(Optional<List<PromptId>> named, String limit) {
        int most = Numbers.between("limit", limit, 1, PromptResults.MOST);
        Optional<Author> author = requestAuthor.known();
        if (author.isEmpty()) {
            if (named.isPresent()) {
                throw new ParleyException(
                        ErrorCode.PROMPT_UNKNOWN,
                        "Nothing says who you are; send the cookie or token that the prompts were made with.");
            }
            return Uni.createFrom().item(List.of());
        }
        return named.map(prompts -> results.of(author.get(), prompts))
                .orElseGet(() -> results.newest(author.get(), most));
    }

    private static List<PromptId> ids(String text) {
        List<String> parts = Arrays.asList(text.split(",", -1));
        if (parts.size() > PromptResults.MOST) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "ids are 1 to %d with commas between; these are %d.".formatted(PromptResults.MOST, parts.size()));
        }
        return parts.stream().map(Ids::prompt).distinct().toList();
    }

    /** The tag is of what is told and of nothing else, so it is the same on every replica. */
    private static Response answer(Request request, Object entity, List<PromptResult> told, String type) {
        EntityTag tag = new EntityTag(
                UUID.nameUUIDFromBytes((type + told).getBytes(UTF_8)).toString());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(entity, type).tag(tag) : unchanged)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static String lines(List<PromptResult> found) {
        return found.stream()
                .map(PromptResultView::of)
                .map(PromptResultsResource::line)
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String line(PromptResultView result) {
        return CsvText.line(Arrays.asList(
                result.promptId(),
                result.state(),
                result.submittedAt(),
                result.instruction(),
                result.goalImageId(),
                result.sceneId(),
                result.policyId(),
                result.episodeId(),
                result.attempt(),
                result.episodeState(),
                result.policyDigest(),
                result.seed(),
                result.stationKind(),
                result.endReason(),
                result.success(),
                result.progress(),
                result.steps(),
                String.join(" ", result.recordings())));
    }
}
