package dev.parley.core.person;

import dev.parley.contracts.Sha256;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** 256 random bits, base64url. Only its digest is stored; it needs no salt. */
record SessionToken(String value) {
    private static final int RANDOM_BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    static SessionToken next(SecureRandom random) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Empty for what cannot be one. */
    static Optional<SessionToken> of(String cookieValue) {
        return SHAPE.matcher(cookieValue).matches() ? Optional.of(new SessionToken(cookieValue)) : Optional.empty();
    }

    byte[] sha256() {
        return Sha256.of(value.getBytes(StandardCharsets.US_ASCII));
    }

    Buffer sha256Buffer() {
        return Buffer.buffer(sha256());
    }

    @Override
    public String toString() {
        return "a session's token";
    }
}
