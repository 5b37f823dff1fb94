package dev.parley.core.account;

import dev.parley.contracts.AuthorId;
import dev.parley.core.secret.SecretKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Guest identities. The cookie is 128 random bits and their HMAC, both base64url: it cannot be made up, and the author's
 * id, which is derived from it, does not lead back to it. Nothing is stored until the guest does something. Threadsafe.
 */
@ApplicationScoped
public class Guests {
    private static final int RANDOM_BYTES = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final byte[] cookieKey;
    private final byte[] authorKey;
    private final SecureRandom random;

    @Inject
    public Guests(SecretKeys keys, SecureRandom random) {
        this.cookieKey = keys.keyFor("guest-cookie");
        this.authorKey = keys.keyFor("guest-author");
        this.random = random;
    }

    /** A new guest and the cookie's value that proves it. */
    public record Minted(AuthorId id, String cookieValue) {}

    public Minted mint() {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String value = ENCODER.encodeToString(secret) + "." + ENCODER.encodeToString(hmac(cookieKey, secret));
        return new Minted(author(secret), value);
    }

    /** Whom a cookie or header value proves; empty for a value that this installation did not make. */
    public Optional<AuthorId> recognise(String cookieValue) {
        int dot = cookieValue.indexOf('.');
        if (dot < 0 || cookieValue.length() > 128) {
            return Optional.empty();
        }
        try {
            byte[] secret = Base64.getUrlDecoder().decode(cookieValue.substring(0, dot));
            byte[] proof = Base64.getUrlDecoder().decode(cookieValue.substring(dot + 1));
            boolean genuine = secret.length == RANDOM_BYTES && MessageDigest.isEqual(proof, hmac(cookieKey, secret));
            return genuine ? Optional.of(author(secret)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not base64: the same answer as for a wrong proof.
            return Optional.empty();
        }
    }

    private AuthorId author(byte[] secret) {
        ByteBuffer derived = ByteBuffer.wrap(Arrays.copyOf(hmac(authorKey, secret), 16));
        long high = (derived.getLong() & ~0xF000L) | 0x4000L;
        long low = (derived.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new AuthorId(new UUID(high, low));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
