package dev.parley.core.rest.consent;

import dev.parley.core.account.Author;
import dev.parley.core.consent.Agreement;
import dev.parley.core.consent.Consent;
import dev.parley.core.consent.ConsentText;
import dev.parley.core.consent.Consents;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is agreed to before the first ask, vote or upload. */
@Path("/api/v1/consent")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Consent", description = "What becomes of asks, votes and uploads, and who agreed to it.")
public class ConsentResource {
    private final Consents consents;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    ConsentResource(Consents consents, RequestAuthor requestAuthor, JsonBody json) {
        this.consents = consents;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    /** Body of an agreement. */
    @Schema(description = "One's choices. Without publish and ageOk one may watch, and nothing is stored.")
    record NewConsent(
            @Schema(description = "Of the text that was read.", required = true) @Nullable
            String version,

            @Schema(required = true) @Nullable Boolean publish,
            @Schema(required = true) @Nullable Boolean training,
            @Schema(required = true) @Nullable Boolean ageOk) {}

    /** The text, and what the caller said to it. */
    record ConsentView(
            String version,
            int age,
            String licence,
            List<ConsentText.Point> points,
            List<String> notes,

            @Schema(description = "Null: not agreed to anything yet.") @Nullable
            YourConsent yours) {}

    record YourConsent(
            String version,

            @Schema(description = "False: the text has changed since, and has to be agreed to anew.")
            boolean current,

            boolean training,
            Instant at) {
        static YourConsent of(Consent consent) {
            return new YourConsent(consent.version(), consent.current(), consent.training(), consent.at());
        }
    }

    @GET
    @Operation(
            operationId = "getConsentText",
            summary = "The text that asking, voting and uploading need, and what you said to it")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ConsentView.class)),
            description = "As it is now.")
    public Uni<Response> text() {
        Optional<Author> author = requestAuthor.known();
        Uni<Optional<Consent>> newest =
                author.map(consents::of).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return newest.map(consent -> {
            ConsentText text = consents.text();
            ConsentView view = new ConsentView(
                    text.version(),
                    text.age(),
                    ConsentText.LICENCE,
                    text.points(),
                    text.notes(),
                    consent.map(YourConsent::of).orElse(null));
            return Response.ok(view)
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .build();
        });
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "agreeToConsent",
            summary = "Agree, or change your choice about training",
            description = "The newest agreement counts; earlier ones stay in the history.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewConsent.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = YourConsent.class)),
            description = "What counts now.")
    @APIResponse(responseCode = "409", description = "Another version than the present one.")
    @APIResponse(responseCode = "422", description = "Without publish or ageOk.")
    public Uni<YourConsent> agree(byte[] body) {
        NewConsent wanted = json.read(body, NewConsent.class);
        Agreement agreement = new Agreement(
                given("version", wanted.version()),
                given("publish", wanted.publish()),
                given("training", wanted.training()),
                given("ageOk", wanted.ageOk()));
        return consents.agree(requestAuthor.knownOrNew(), agreement).map(YourConsent::of);
    }

    /** Nothing counts as said that was not said. */
    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "The field \"%s\" is missing; an agreement has version, publish, training and ageOk."
                            .formatted(field));
        }
        return value;
    }
}
