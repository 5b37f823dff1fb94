package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.secret.SecretKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that let a station publish one camera of one episode until they expire. Signed, not stored: any replica that
 * shares the key can check one, and a restart forgets none. Thread-safe.
 */
@ApplicationScoped
public class LiveTokens {

    private static final String PREFIX = "plw1.";
    private static final int SIGNATURE_BYTES = 32;

    private final byte[] key;
    private final LiveConfig config;
    private final Clock clock;

    public LiveTokens(SecretKeys keys, LiveConfig config, Clock clock) {
        key = keys.keyFor("live-token");
        this.config = config;
        this.clock = clock;
    }

    /** A token for the station that runs the episode; it travels in EpisodeStart and in Authorization headers only. */
    public String mintPublisher(EpisodeId episode, String camera) {
        LiveChannelId channel = new LiveChannelId(episode, camera);
        Instant expires = clock.instant().plus(config.publisherTokenTtl());
        byte[] claim = claim(channel, expires.getEpochSecond());
        byte[] signature = sign(claim);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return PREFIX
                + encoder.encodeToString(ByteBuffer.allocate(claim.length + signature.length)
                        .put(signature)
                        .put(claim)
                        .array());
    }

    /**
     * Checks that a token lets its bearer publish this channel now.
     *
     * @throws ParleyException TOKEN_REFUSED otherwise
     */
    public void verifyPublisher(String token, LiveChannelId channel) {
        byte[] bytes = decode(token);
        if (bytes.length <= SIGNATURE_BYTES + Long.BYTES) {
            throw refused();
        }
        ByteBuffer parts = ByteBuffer.wrap(bytes);
        byte[] signature = new byte[SIGNATURE_BYTES];
        parts.get(signature);
        byte[] claim = new byte[parts.remaining()];
        parts.get(claim);
        long expires = ByteBuffer.wrap(claim).getLong();
        // What the token must have been signed for is rebuilt from what is asked for.
        byte[] wanted = claim(channel, expires);
        if (!(MessageDigest.isEqual(claim, wanted) & MessageDigest.isEqual(signature, sign(wanted)))) {
            throw refused();
        }
        if (clock.instant().getEpochSecond() >= expires) {
            throw new ParleyException(
                    ErrorCode.TOKEN_REFUSED, "this publishing token has expired; one comes with each episode start");
        }
    }

    private static byte[] claim(LiveChannelId channel, long expiresEpochSecond) {
        UUID episode = channel.episode().value();
        byte[] camera = channel.camera().getBytes(UTF_8);
        return ByteBuffer.allocate(3 * Long.BYTES + camera.length)
                .putLong(expiresEpochSecond)
                .putLong(episode.getMostSignificantBits())
                .putLong(episode.getLeastSignificantBits())
                .put(camera)
                .array();
    }

    private byte[] sign(byte[] claim) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(claim);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static byte[] decode(String token) {
        if (!token.startsWith(PREFIX) || token.length() > 512) {
            throw refused();
        }
        try {
            return Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    private static ParleyException refused() {
        return new ParleyException(
                ErrorCode.TOKEN_REFUSED, "this token does not allow publishing this camera of this episode");
    }
}
