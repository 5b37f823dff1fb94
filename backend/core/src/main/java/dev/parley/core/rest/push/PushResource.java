package dev.parley.core.rest.push;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.push.Browsers;
import dev.parley.core.push.Browsers.Browser;
import dev.parley.core.push.NewBrowser;
import dev.parley.core.rest.guest.RequestAuthor;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Browsers that are told of your news with no page open. */
@Path("/api/v1/push")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Being told", description = "What you want to be told of; it outlives the page and the browser.")
public class PushResource {
    private final Browsers browsers;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    PushResource(Browsers browsers, RequestAuthor requestAuthor, JsonBody json) {
        this.browsers = browsers;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    record PushView(
            @Schema(description = "applicationServerKey of PushManager.subscribe, base64url.")
            String key,

            @Schema(description = "Yours.") List<BrowserView> browsers) {}

    record BrowserView(
            String id,

            @Schema(description = "The host of its push service.") @Nullable
            String service,

            Instant since) {
        static BrowserView of(Browser browser) {
            return new BrowserView(browser.id().toString(), browser.service(), browser.since());
        }
    }

    record Added(String id) {}

    /** As {@code PushSubscription.toJSON} writes it. */
    @Schema(description = "A PushSubscription as its toJSON writes it.")
    record Subscription(
            @Schema(required = true, description = "https, at a push service of the open internet") @Nullable
            String endpoint,

            @Schema(description = "Not read: a push service says itself when it is over.") @Nullable
            Long expirationTime,

            @Schema(required = true) @Nullable Keys keys) {}

    record Keys(
            @Schema(required = true) @Nullable String p256dh,
            @Schema(required = true) @Nullable String auth) {}

    @GET
    @Operation(operationId = "getPushKey", summary = "The key to subscribe with, and your browsers that are told")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = PushView.class)))
    public Uni<Response> own() {
        return requestAuthor
                .known()
                .map(browsers::of)
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .map(own -> new PushView(
                        browsers.senderKey(), own.stream().map(BrowserView::of).toList()))
                .map(view -> Response.ok(view)
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .build());
    }

    @POST
    @Path("browsers")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addPushBrowser",
            summary = "Tell this browser with no page open",
            description =
                    "When what you asked or follow starts and ends, and when a line opens that you wait for; from now on, once"
                            + " each. What is sent only this browser can read. It is forgotten when you take back all you sent, when"
                            + " its push service says so, and after half a year.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Subscription.class)))
    @APIResponse(responseCode = "200", description = "It is told, now or since before.")
    @APIResponse(responseCode = "403", description = "Consent is missing.")
    @APIResponse(responseCode = "422", description = "The endpoint is none where this server sends.")
    @APIResponse(responseCode = "429", description = "Too many changes.")
    public Uni<Added> add(byte[] body) {
        Subscription wanted = json.read(body, Subscription.class);
        Keys keys = wanted.keys();
        if (wanted.endpoint() == null || keys == null || keys.p256dh() == null || keys.auth() == null) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "endpoint, keys.p256dh and keys.auth are needed, all three as text.");
        }
        return browsers.add(NewBrowser.of(wanted.endpoint(), keys.p256dh(), keys.auth()), requestAuthor.knownOrNew())
                .map(id -> new Added(id.toString()));
    }

    @DELETE
    @Path("browsers/{id}")
    @Operation(
            operationId = "removePushBrowser",
            summary = "Tell it no more",
            description = "Nobody else's browser is touched.")
    @APIResponse(responseCode = "204", description = "It is not told, now or since before.")
    @APIResponse(responseCode = "429", description = "Too many changes.")
    public Uni<Void> remove(@PathParam("id") String id) {
        UUID browser;
        try {
            browser = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.ID_MALFORMED, "An id is a UUID, as GET /api/v1/push gives it.");
        }
        return requestAuthor
                .known()
                .map(author -> browsers.remove(browser, author))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
