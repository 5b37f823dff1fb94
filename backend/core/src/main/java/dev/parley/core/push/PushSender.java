package dev.parley.core.push;

import dev.parley.core.follow.NewsWords;
import dev.parley.policy.guard.AddressRefused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * Hands one message to a push service (RFC 8030), encrypted for the one browser. Connects to the address that was looked at, follows
 * no redirect, and reads nothing of the answer but its status.
 */
@ApplicationScoped
class PushSender {
    /** All are as long as this, unless words are longer than most: what a push service sees tells nothing. */
    static final int PADDED_BYTES = 2_400;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 32;
    private static final int TOPIC_CHARACTERS = 32;
    /** Seconds for which a push service keeps it for a browser that is off: older is no news. */
    private static final String KEEP_FOR = "3600";

    private final Vertx vertx;
    private final PushServices services;
    private final Vapid vapid;
    private final SecureRandom random;
    private final HttpClient client;

    /** What a push service made of a message. */
    enum Answer {
        TAKEN,
        /** It knows this browser no more, or nobody may send there: nothing will come of it, now or later. */
        GONE,
        /** It surely took nothing, and may later. */
        LATER,
        /** It took nothing and will not, or nobody knows whether it did. */
        LOST
    }

    @Inject
    PushSender(Vertx vertx, PushServices services, Vapid vapid, SecureRandom random) {
        this.vertx = vertx;
        this.services = services;
        this.vapid = vapid;
        this.random = random;
        client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout((int) PATIENCE.toMillis())
                .setIdleTimeout((int) PATIENCE.toSeconds()));
    }

    /** Never fails. */
    Uni<Answer> send(PushMessage message, NewsWords words) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> prepared(message, words), false)
                        .toCompletionStage())
                .chain(this::post)
                .onFailure(AddressRefused.class)
                .recoverWithItem(Answer.GONE)
                // The name could not be looked up: nothing was sent.
                .onFailure(UncheckedIOException.class)
                .recoverWithItem(Answer.LATER)
                .onFailure()
                .recoverWithItem(Answer.LOST);
    }

    /** @param topic one that waits for a browser that is off gives way to the next of the same */
    private record Prepared(URI endpoint, InetSocketAddress at, byte[] body, String authorization, String topic) {}

    private Prepared prepared(PushMessage message, NewsWords words) throws AddressRefused, GeneralSecurityException {
        byte[] salt = new byte[PushEncryption.SALT_BYTES];
        random.nextBytes(salt);
        byte[] text = new JsonObject()
                .put("tag", words.tag())
                .put("title", words.title())
                .put("body", words.body())
                .put("link", words.link())
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        return new Prepared(
                message.endpoint(),
                services.check(message.endpoint()),
                PushEncryption.encrypt(text, message.key(), message.auth(), P256.fresh(), salt, PADDED_BYTES),
                vapid.authorization(message.endpoint()),
                topic(words));
    }

    private static String topic(NewsWords words) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(words.tag().substring(0, words.tag().lastIndexOf(':')).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, TOPIC_CHARACTERS);
    }

    private Uni<Answer> post(Prepared prepared) {
        URI endpoint = prepared.endpoint();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl("https".equalsIgnoreCase(endpoint.getScheme()))
                .setServer(SocketAddress.inetSocketAddress(
                        prepared.at().getPort(), prepared.at().getAddress().getHostAddress()))
                .setHost(endpoint.getHost())
                .setPort(prepared.at().getPort())
                .setURI(path(endpoint))
                .setFollowRedirects(false)
                .setTimeout(PATIENCE.toMillis());
        return Uni.createFrom()
                .completionStage(() -> client.request(options).toCompletionStage())
                .onItemOrFailure()
                // Not connected, so nothing was sent.
                .transformToUni((request, failure) ->
                        failure != null ? Uni.createFrom().item(Answer.LATER) : post(prepared, request));
    }

    private static String path(URI endpoint) {
        String path = endpoint.getRawPath() == null || endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
        return endpoint.getRawQuery() == null ? path : path + "?" + endpoint.getRawQuery();
    }

    private static Uni<Answer> post(Prepared prepared, HttpClientRequest request) {
        request.putHeader("Content-Encoding", "aes128gcm")
                .putHeader("Content-Type", "application/octet-stream")
                .putHeader("TTL", KEEP_FOR)
                .putHeader("Urgency", "high")
                .putHeader("Topic", prepared.topic())
                .putHeader("Authorization", prepared.authorization());
        return Uni.createFrom()
                .completionStage(
                        () -> request.send(Buffer.buffer(prepared.body())).toCompletionStage())
                .map(PushSender::answer);
    }

    private static Answer answer(HttpClientResponse response) {
        int status = response.statusCode();
        response.request().connection().close();
        if (status >= 200 && status < 300) {
            return Answer.TAKEN;
        }
        if (status == 404 || status == 410) {
            return Answer.GONE;
        }
        return status == 429 || status >= 500 ? Answer.LATER : Answer.LOST;
    }

    @PreDestroy
    void stop() {
        client.close();
    }
}
