package dev.parley.core.dataset;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names of askers within one data set: HMAC-SHA256 under a key that is forgotten with this object, so no two data sets can be joined by them. */
final class AskerNames {
    private static final int NAME_BYTES = 8;

    private final Mac mac;

    AskerNames(SecureRandom random) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    synchronized String of(UUID asker) {
        byte[] digest = mac.doFinal(asker.toString().getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(Arrays.copyOf(digest, NAME_BYTES));
    }
}
