package dev.parley.core.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.secret.SecretKeys;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/**
 * Who sends (RFC 8292). The pair comes from the installation's root key, so that all replicas have the same one, and that it lasts as
 * long: a browser takes messages from the key alone that it was given when it subscribed.
 */
@ApplicationScoped
class Vapid {
    /** A day is the most that is allowed; a stolen one shall not be good for long. */
    private static final Duration GOOD_FOR = Duration.ofHours(2);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;
    private final PushConfig config;
    private final Clock clock;

    @Inject
    Vapid(SecretKeys secrets, PushConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        try {
            pair = P256.derived(ByteBuffer.allocate(64)
                    .put(secrets.keyFor("web-push-sender-1"))
                    .put(secrets.keyFor("web-push-sender-2"))
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** As a browser wants it: base64url of the point. */
    String publicKey() {
        return BASE64.encodeToString(P256.bytes(pair.getPublic()));
    }

    /** The {@code Authorization} for one push service. */
    String authorization(URI endpoint) throws GeneralSecurityException {
        String origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        JsonObject claims = new JsonObject()
                .put("aud", origin)
                .put("exp", clock.instant().plus(GOOD_FOR).getEpochSecond());
        config.contact().ifPresent(contact -> claims.put("sub", contact));
        String text = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + encoded(claims.encode());
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(UTF_8));
        return "vapid t=" + text + "." + BASE64.encodeToString(signature.sign()) + ", k=" + publicKey();
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(UTF_8));
    }
}
