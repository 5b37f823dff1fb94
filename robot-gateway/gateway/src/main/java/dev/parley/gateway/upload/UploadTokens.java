package dev.parley.gateway.upload;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.secret.SecretKeys;
import dev.parley.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens for the uploads of one episode under one fence, until they expire. Signed, not stored: any replica that shares
 * the key can check one. Thread-safe.
 */
@ApplicationScoped
public class UploadTokens {
    private static final String PREFIX = "plu1.";

    private final byte[] key;
    private final GatewayConfig config;
    private final Clock clock;

    @Inject
    public UploadTokens(SecretKeys keys, GatewayConfig config, Clock clock) {
        key = keys.keyFor("upload-token");
        this.config = config;
        this.clock = clock;
    }

    /** A token for whoever runs this episode. */
    public String mint(EpisodeId episode, Fence fence) {
        long expires = clock.instant().plus(config.uploads().tokenTtl()).getEpochSecond();
        byte[] signature = sign(episode, fence, expires);
        return PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ByteBuffer.allocate(Long.BYTES + signature.length)
                                .putLong(expires)
                                .put(signature)
                                .array());
    }

    /** @throws ParleyException TOKEN_REFUSED unless it is for this episode and fence, now */
    public void verify(String token, EpisodeId episode, Fence fence) {
        byte[] bytes = decode(token);
        if (bytes.length <= Long.BYTES) {
            throw refused();
        }
        ByteBuffer parts = ByteBuffer.wrap(bytes);
        long expires = parts.getLong();
        byte[] signature = new byte[parts.remaining()];
        parts.get(signature);
        if (!MessageDigest.isEqual(signature, sign(episode, fence, expires))) {
            throw refused();
        }
        if (clock.instant().getEpochSecond() >= expires) {
            throw new ParleyException(
                    ErrorCode.TOKEN_REFUSED,
                    "this upload token has expired; the next session's Welcome brings another");
        }
    }

    private byte[] sign(EpisodeId episode, Fence fence, long expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(ByteBuffer.allocate(4 * Long.BYTES)
                    .putLong(episode.value().getMostSignificantBits())
                    .putLong(episode.value().getLeastSignificantBits())
                    .putLong(fence.value())
                    .putLong(expires)
                    .array());
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
                ErrorCode.TOKEN_REFUSED, "this token does not allow uploads of this episode under this fence");
    }
}
