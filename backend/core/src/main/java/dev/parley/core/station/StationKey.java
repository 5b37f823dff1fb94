package dev.parley.core.station;

import dev.parley.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** The keys by which stations are known: random, told once, and kept as SHA-256 alone. */
final class StationKey {
    private static final int SHORTEST = 32;
    private static final int RANDOM_BYTES = 32;
    private static final String PREFIX = "pst1.";

    private StationKey() {}

    /** A new one of 256 random bits. */
    static String random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static void requireLong(String key) {
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("a station's key has at least " + SHORTEST + " characters");
        }
    }

    /** A random key needs no salt. */
    static byte[] hash(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    }
}
