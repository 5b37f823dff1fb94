package dev.parley.core.rest.withdrawal;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.withdrawal.Withdrawal;
import dev.parley.core.withdrawal.WithdrawalId;
import dev.parley.core.withdrawal.Withdrawals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Taking back what one sent. */
@Path("/api/v1/withdrawals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Withdrawals", description = "Take back one ask, or everything you ever sent.")
public class WithdrawalsResource {
    private final Withdrawals withdrawals;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    WithdrawalsResource(Withdrawals withdrawals, RequestAuthor requestAuthor, JsonBody json) {
        this.withdrawals = withdrawals;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    /** What is to go: one of the two. */
    @Schema(description = "Either a prompt's id, or everything: true.")
    record NewWithdrawal(
            @Nullable String promptId, @Nullable Boolean everything) {}

    record WithdrawalView(
            String id,

            @Schema(description = "Null: everything.") @Nullable
            String promptId,

            Instant requestedAt,

            @Schema(description = "Since when no words of it are stored.") @Nullable
            Instant wordsGoneAt,

            @Schema(description = "Since when no picture, film or step of it is stored: it is done.") @Nullable
            Instant mediaGoneAt,

            String text) {
        static WithdrawalView of(Withdrawal withdrawal) {
            return new WithdrawalView(
                    withdrawal.id().toString(),
                    withdrawal.prompt().map(PromptId::toString).orElse(null),
                    withdrawal.requestedAt(),
                    withdrawal.rowsGoneAt().orElse(null),
                    withdrawal.mediaGoneAt().orElse(null),
                    (withdrawal.mediaGoneAt().isPresent()
                                    ? "It is deleted here."
                                    : "Nobody is shown it any more; within an hour it is deleted here.")
                            + " Copies that others have downloaded stay where they are.");
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "withdrawContent",
            summary = "Take back one ask of yours, or everything you ever sent",
            description =
                    "Pages, pictures, video, steps and the words of votes are hidden at once and deleted within an"
                            + " hour; their addresses answer 410. What stays is that there was something, and when.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewWithdrawal.class)))
    @APIResponse(
            responseCode = "202",
            description = "Will be carried out; Location says how far it is.",
            content = @Content(schema = @Schema(implementation = WithdrawalView.class)))
    @APIResponse(responseCode = "403", description = "Somebody else's.")
    public Uni<Response> withdraw(byte[] body) {
        NewWithdrawal wanted = json.read(body, NewWithdrawal.class);
        boolean everything = Boolean.TRUE.equals(wanted.everything());
        if (everything == (wanted.promptId() != null)) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "Give either \"promptId\" or \"everything\": true, and not both.");
        }
        Author author = requestAuthor
                .known()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.NOT_YOURS,
                        "What was sent can only be taken back with the cookie or token it was sent with."));
        return (wanted.promptId() == null
                        ? withdrawals.everything(author)
                        : withdrawals.one(Ids.prompt(wanted.promptId()), author))
                .map(made -> Response.accepted(WithdrawalView.of(made))
                        .location(URI.create("/api/v1/withdrawals/" + made.id()))
                        .build());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getWithdrawal", summary = "How far a withdrawal is")
    public Uni<WithdrawalView> find(@PathParam("id") String id) {
        WithdrawalId withdrawal = Ids.withdrawal(id);
        return withdrawals
                .find(withdrawal)
                .map(found -> found.map(WithdrawalView::of)
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.WITHDRAWAL_UNKNOWN, "There is no withdrawal %s.".formatted(withdrawal))));
    }
}
