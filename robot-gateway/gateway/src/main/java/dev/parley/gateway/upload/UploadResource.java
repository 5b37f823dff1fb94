package dev.parley.gateway.upload;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ErrorKind;
import dev.parley.core.problem.ParleyException;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.GatewayRole;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Resumable uploads of an episode's artifacts. {@code HEAD} says how much is here ({@code Upload-Offset}); told what is
 * to come ({@code Upload-Length}, {@code Upload-Sha256}), it may also name a place in the artifact store that takes the
 * whole with one {@code PUT} ({@code Upload-Location}, with the headers to send in {@code Upload-Location-Header}). {@code
 * PUT} here sends the rest from that offset on - nothing, after a direct upload - and, once {@code Upload-Length} bytes with digest {@code Upload-Sha256} are here,
 * publishes the artifact: 201, or 204 with the offset when more is to come, 409 with the right offset when the sender
 * was mistaken. Straight on Vert.x, because bodies of hundreds of megabytes are streamed and never buffered.
 */
@ApplicationScoped
@RegisterForReflection
public class UploadResource {
    private static final Logger LOG = Logger.getLogger(UploadResource.class);
    private static final String PATH = "/station/v1/uploads/:episode/:fence/:name";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("[a-zA-Z0-9!#$&^_.+-]{1,64}/[a-zA-Z0-9!#$&^_.+-]{1,64}");

    private final UploadTokens tokens;
    private final UploadDesk desk;
    private final GatewayConfig config;
    private final GatewayRole role;
    private final AtomicInteger running = new AtomicInteger();

    @Inject
    UploadResource(UploadTokens tokens, UploadDesk desk, GatewayConfig config, GatewayRole role) {
        this.tokens = tokens;
        this.desk = desk;
        this.config = config;
        this.role = role;
    }

    void routes(@Observes Router router) {
        if (role.active()) {
            router.route(HttpMethod.HEAD, PATH).handler(this::head);
            router.route(HttpMethod.PUT, PATH).handler(this::put);
            router.route(HttpMethod.PATCH, PATH).handler(this::put);
        }
    }

    private void head(RoutingContext context) {
        try {
            UploadKey key = authorised(context);
            Uni<UploadDesk.Offer> standing = context.request().headers().contains(LENGTH)
                    ? desk.offer(key, claim(context.request(), 0))
                    : desk.offset(key).map(offset -> new UploadDesk.Offer(offset, Optional.empty()));
            standing.subscribe().with(offer -> answer(context, offer), failure -> problem(context, failure));
        } catch (ParleyException e) {
            problem(context, e);
        }
    }

    private void put(RoutingContext context) {
        UploadKey key;
        UploadClaim claim;
        try {
            key = authorised(context);
            claim = claim(context.request(), number(context.request(), OFFSET));
            if (running.incrementAndGet() > config.uploads().concurrent()) {
                running.decrementAndGet();
                throw new ParleyException(
                        ErrorCode.SERVICE_AWAY, "too many uploads at a time; try again in some seconds");
            }
        } catch (ParleyException e) {
            problem(context, e);
            return;
        }
        UploadStream stream = new UploadStream(
                context.request(),
                claim.offset(),
                claim.length(),
                config.uploads().maxRequestTime());
        desk.receive(key, claim, stream)
                .onTermination()
                .invoke(() -> running.decrementAndGet())
                .subscribe()
                .with(result -> answer(context, result), failure -> problem(context, failure));
    }

    private static void answer(RoutingContext context, UploadDesk.Offer offer) {
        HttpServerResponse response = context.response()
                .putHeader(OFFSET, Long.toString(offer.offset()))
                .putHeader("Cache-Control", "no-store");
        offer.direct().ifPresent(direct -> {
            response.putHeader("Upload-Location", direct.location().toString());
            direct.headers()
                    .forEach((name, value) -> response.headers().add("Upload-Location-Header", name + ": " + value));
        });
        response.end();
    }

    private static void answer(RoutingContext context, UploadDesk.Result result) {
        HttpServerResponse response = context.response().putHeader(OFFSET, Long.toString(result.offset()));
        switch (result.state()) {
            case COMPLETE -> response.setStatusCode(201).end();
            case PARTIAL -> response.setStatusCode(204).end();
            case WRONG_OFFSET ->
                problem(
                        context,
                        new ParleyException(
                                ErrorCode.UPLOAD_MISMATCH,
                                "the upload stands at offset " + result.offset() + "; go on from there"));
        }
    }

    private UploadKey authorised(RoutingContext context) {
        EpisodeId episode;
        Fence fence;
        try {
            episode = EpisodeId.parse(context.pathParam("episode"));
            fence = new Fence(Long.parseLong(context.pathParam("fence")));
        } catch (IllegalArgumentException e) {
            throw new ParleyException(
                    ErrorCode.ID_MALFORMED, "the path is /station/v1/uploads/{episode id}/{fence}/{name}");
        }
        @Nullable String authorization = context.request().getHeader("Authorization");
        String token = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
        tokens.verify(token, episode, fence);
        String name = context.pathParam("name");
        if (!NAME.matcher(name).matches()) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "an artifact's name is 1 to 64 of a-z 0-9 . _ - and starts with a letter or digit");
        }
        return new UploadKey(episode, fence, name);
    }

    private UploadClaim claim(HttpServerRequest request, long offset) {
        long length = number(request, LENGTH);
        if (length > config.uploads().maxBytes()) {
            throw new ParleyException(
                    ErrorCode.UPLOAD_TOO_LARGE,
                    "an artifact has at most " + config.uploads().maxBytes() + " bytes, not " + length);
        }
        if (offset > length) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, OFFSET + " " + offset + " is beyond Upload-Length " + length);
        }
        String sha256 = Optional.ofNullable(request.getHeader("Upload-Sha256")).orElse("");
        if (!SHA256.matcher(sha256).matches()) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, "Upload-Sha256 must be 64 lower-case hex digits");
        }
        String contentType =
                Optional.ofNullable(request.getHeader("Content-Type")).orElse("application/octet-stream");
        if (!CONTENT_TYPE.matcher(contentType).matches()) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, "Content-Type must be type/subtype without parameters");
        }
        return new UploadClaim(offset, length, sha256, contentType);
    }

    private static long number(HttpServerRequest request, String header) {
        try {
            long value = Long.parseLong(
                    Optional.ofNullable(request.getHeader(header)).orElse(""));
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            LOG.debugf("%s is not a number", header);
        }
        throw new ParleyException(ErrorCode.BODY_MALFORMED, "the header " + header + " must be a whole number from 0");
    }

    private static void problem(RoutingContext context, Throwable failure) {
        ParleyException known = failure instanceof ParleyException parley
                ? parley
                : new ParleyException(ErrorCode.INTERNAL, "the upload failed on our side; try again");
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            LOG.infof("an upload ended early, its sender may go on later: %s", failure.getMessage());
            return;
        }
        if (known != failure) {
            LOG.error("an upload failed", failure);
        }
        if (context.request().version() == HttpVersion.HTTP_1_1) {
            // What is left of the body is not read: the connection cannot be used again.
            response.putHeader("Connection", "close");
        }
        if (known.code().kind() == ErrorKind.UNAVAILABLE) {
            response.putHeader("Retry-After", "10");
        }
        response.setStatusCode(known.code().status())
                .putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                        .put("type", "urn:parley:problem:" + known.code().wireName())
                        .put("title", known.code().wireName())
                        .put("status", known.code().status())
                        .put("detail", known.detail())
                        .put("code", known.code().wireName())
                        .encode());
    }
}
