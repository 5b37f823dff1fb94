package dev.parley.core.rest.person;

import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.PersonTokens;
import dev.parley.core.person.Scope;
import dev.parley.core.person.SignedIn;
import dev.parley.core.person.TokenData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens for one's own programs. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Tokens",
        description =
                "For programs of somebody with an account: send Authorization: Bearer TOKEN. A token never opens more than its scopes, nor"
                        + " more than you may yourself, and none opens accounts, desks, stops or other tokens.")
public class TokensResource {
    private static final int USUAL_DAYS = 90;

    private final PersonTokens tokens;
    private final RequestPerson requestPerson;
    private final JsonBody json;

    @Inject
    TokensResource(PersonTokens tokens, RequestPerson requestPerson, JsonBody json) {
        this.tokens = tokens;
        this.requestPerson = requestPerson;
        this.json = json;
    }

    /** Body of a new one. */
    record NewToken(
            @Schema(description = "So that you know it again, 1 to 60 characters.", required = true) @Nullable
            String name,

            @Schema(
                    description =
                            "read: what you may read. export: make data sets. ask: ask, vote, upload, submit studies.",
                    enumeration = {"read", "export", "ask"},
                    required = true)
            @Nullable
            List<@Nullable String> scopes,

            @Schema(description = "1 to 365; 90 where nothing is said.") @Nullable
            Integer days) {}

    record TokenView(
            String id,
            String name,
            List<String> scopes,
            Instant createdAt,
            Instant expiresAt,

            @Schema(description = "To the minute; null: never.") @Nullable
            Instant lastUsedAt) {
        static TokenView of(TokenData token) {
            return new TokenView(
                    token.id().toString(),
                    token.name(),
                    token.scopes().stream().sorted().map(Scope::wireName).toList(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt().orElse(null));
        }
    }

    /** The only answer that ever holds the token itself. */
    record MadeView(TokenView token, String secret) {}

    @GET
    @Operation(
            operationId = "listTokens",
            summary = "Your tokens, newest first",
            description = "Without the secrets, which nobody has but you.")
    @APIResponse(
            responseCode = "200",
            description = "Those that are good.",
            content = @Content(schema = @Schema(implementation = TokenView[].class)))
    @APIResponse(responseCode = "401", description = "Not signed in.")
    public Uni<Response> list() {
        requestPerson.require(Action.KEEP_TOKENS);
        return tokens.of(owner())
                .map(found -> found.stream().map(TokenView::of).toList())
                .map(found -> Response.ok(found)
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .build());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "makeToken",
            summary = "Make a token",
            description = "The answer holds it; it is shown this once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewToken.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made.",
            content = @Content(schema = @Schema(implementation = MadeView.class)))
    @APIResponse(responseCode = "409", description = "You have as many as one may have.")
    public Uni<Response> make(byte[] body) {
        Actor by = requestPerson.require(Action.KEEP_TOKENS);
        NewToken wanted = json.read(body, NewToken.class);
        return tokens.make(
                        owner(),
                        Given.field("name", wanted.name()),
                        scopes(Given.field("scopes", wanted.scopes())),
                        Duration.ofDays(wanted.days() == null ? USUAL_DAYS : wanted.days()),
                        by)
                .map(made -> Response.created(
                                URI.create("/api/v1/tokens/" + made.token().id()))
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .entity(new MadeView(TokenView.of(made.token()), made.secret()))
                        .build());
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "revokeToken", summary = "Revoke a token", description = "It opens nothing from then on.")
    @APIResponse(responseCode = "204", description = "Revoked.")
    @APIResponse(responseCode = "404", description = "You have none of this id.")
    public Uni<Response> revoke(@PathParam("id") String id) {
        Actor by = requestPerson.require(Action.KEEP_TOKENS);
        return tokens.revoke(owner(), Ids.token(id), by)
                .replaceWith(() -> Response.noContent().build());
    }

    private SignedIn owner() {
        return requestPerson.signedIn().orElseThrow();
    }

    private static Set<Scope> scopes(List<@Nullable String> names) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : names) {
            scopes.add(Scope.named(String.valueOf(name))
                    .orElseThrow(() -> new ParleyException(
                            ErrorCode.BODY_MALFORMED, "scopes is one or more of read, export, ask.")));
        }
        return scopes;
    }
}
