package dev.parley.core.person;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Buffer sha256Buffer() {
        return Buffer.buffer(sha256());
    }

    @Override
    public String toString() {
        return "a session's token";
    }
}
