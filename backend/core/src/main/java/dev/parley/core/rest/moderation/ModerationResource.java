package dev.parley.core.rest.moderation;

import dev.parley.core.moderation.CaseData;
import dev.parley.core.moderation.ModerationDesk;
import dev.parley.core.moderation.Operator;
import dev.parley.core.moderation.OperatorKeys;
import dev.parley.core.person.Action;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.problem.Numbers;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Cases for a person. */
@Path("/api/v1/moderation/cases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Moderation",
        description =
                "For lab and platform admins who are signed in, and for operators with Authorization: Bearer KEY.")
public class ModerationResource {
    private static final int MOST_LISTED = 200;

    private final ModerationDesk desk;
    private final OperatorKeys keys;
    private final RequestAuthor requestAuthor;
    private final RequestPerson requestPerson;
    private final JsonBody json;

    @Inject
    ModerationResource(
            ModerationDesk desk,
            OperatorKeys keys,
            RequestAuthor requestAuthor,
            RequestPerson requestPerson,
            JsonBody json) {
        this.desk = desk;
        this.keys = keys;
        this.requestAuthor = requestAuthor;
        this.requestPerson = requestPerson;
        this.json = json;
    }

    /** Body of a decision. */
    @Schema(description = "The reason of a refusal is told to the asker.")
    record NewDecision(
            @Schema(
                    enumeration = {"pass", "refuse"},
                    required = true)
            @Nullable
            String verdict,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    @GET
    @Operation(
            operationId = "listModerationCases",
            summary = "Cases: open ones, oldest first; with state=decided, decided ones, newest first",
            description = "Who decided is the name of a key, @login, or \"likeness\" where no person was needed.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = CaseView[].class)))
    @APIResponse(responseCode = "401", description = "Neither signed in as an admin nor with an operator's key.")
    public Uni<List<CaseView>> list(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Parameter(description = "open or decided.") @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int most = Numbers.between("limit", limit, 1, MOST_LISTED);
        return operator(authorization)
                .chain(operator -> switch (state) {
                    case "open" -> desk.open(most);
                    case "decided" -> desk.decided(most);
                    default -> throw new ParleyException(ErrorCode.BODY_MALFORMED, "state is \"open\" or \"decided\".");
                })
                .map(found -> found.stream().map(CaseView::of).toList());
    }

    @POST
    @Path("{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideModerationCase",
            summary = "Decide a case",
            description =
                    "pass: its turn gets its place in line back. refuse: it ends, its picture is deleted, and what"
                            + " ran of it is taken back.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewDecision.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    @APIResponse(responseCode = "409", description = "Decided already, or taken back.")
    public Uni<CaseView> decide(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @PathParam("id") String id,
            byte[] body) {
        return operator(authorization)
                .chain(operator -> {
                    NewDecision wanted = json.read(body, NewDecision.class);
                    return desk.decide(
                            Ids.moderationCase(id),
                            operator,
                            verdict(wanted.verdict()),
                            Optional.ofNullable(wanted.reason()).orElse(""));
                })
                .map(CaseView::of);
    }

    @GET
    @Path("{id}/picture.png")
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @Operation(operationId = "getModerationPicture", summary = "The picture of a case")
    public Uni<Response> picture(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @PathParam("id") String id) {
        return operator(authorization)
                .chain(operator -> desk.picture(Ids.moderationCase(id)))
                .map(png -> Response.ok(
                                png.orElseThrow(() ->
                                        new ParleyException(ErrorCode.RECORDING_UNKNOWN, "This case has no picture.")),
                                "image/png")
                        .header("Content-Security-Policy", "sandbox; default-src 'none'")
                        .header("X-Content-Type-Options", "nosniff")
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .build());
    }

    private Uni<Operator> operator(@Nullable String authorization) {
        if (authorization == null && requestPerson.may(Action.MODERATE)) {
            return keys.signedIn(requestPerson.signedIn().orElseThrow(), requestAuthor.networkPrefix());
        }
        return keys.require(Optional.ofNullable(authorization), requestAuthor.networkPrefix());
    }

    private static CaseData.Verdict verdict(@Nullable String word) {
        return switch (word) {
            case "pass" -> CaseData.Verdict.PASS;
            case "refuse" -> CaseData.Verdict.REFUSE;
            case null, default ->
                throw new ParleyException(ErrorCode.BODY_MALFORMED, "verdict is \"pass\" or \"refuse\".");
        };
    }
}
