package dev.parley.core.secret;

import dev.parley.core.artifact.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key a purpose: HMAC-SHA256 of the purpose under the root key (HKDF-Expand of one block, RFC 5869). */
@ApplicationScoped
class DerivedKeys implements SecretKeys {
    private final byte[] root;

    @Inject
    DerivedKeys(SecretConfig config, DataFolder data, SecureRandom random) {
        root = config.rootKey()
                .map(DerivedKeys::configured)
                .orElseGet(() -> new RootKeyFile(data.path()).readOrMake(random));
    }

    @Override
    public byte[] keyFor(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(root, "HmacSHA256"));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(new byte[] {1});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] configured(String base64) {
        byte[] key = Base64.getDecoder().decode(base64.strip());
        if (key.length < RootKeyFile.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "parley.secret.root-key has %d bytes; it needs at least %d, base64 (openssl rand -base64 32)"
                            .formatted(key.length, RootKeyFile.KEY_BYTES));
        }
        return key;
    }
}
