package dev.parley.core.rest.guest;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.account.Guests;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Guest tokens for programs that keep no cookies. */
@Path("/api/v1/guests")
@Tag(name = "Guests", description = "Nobody needs an account: a cookie or a token owns prompts and votes.")
public class GuestsResource {
    private final Guests guests;
    private final Limits limits;
    private final RequestAuthor requestAuthor;

    @Inject
    public GuestsResource(Guests guests, Limits limits, RequestAuthor requestAuthor) {
        this.guests = guests;
        this.limits = limits;
        this.requestAuthor = requestAuthor;
    }

    /** The header's value. */
    public record Token(String token) {}

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "makeGuest",
            summary = "A new guest token",
            description = "Send it as X-Parley-Guest with later requests. Whoever holds it owns what was made with it.")
    @APIResponse(
            responseCode = "201",
            description = "Keep it: it is who you are.",
            content = @Content(schema = @Schema(implementation = Token.class)))
    public Uni<Response> mint() {
        // Not an author yet: only the network can have had too many.
        Author nobody = new Author(AuthorId.random(), requestAuthor.networkPrefix());
        return limits.take(Limit.GUESTS, nobody)
                .map(ignored -> Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .entity(new Token(guests.mint().cookieValue()))
                        .build());
    }
}
