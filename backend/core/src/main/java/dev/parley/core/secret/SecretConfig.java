package dev.parley.core.secret;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The root of all keys. */
@ConfigMapping(prefix = "parley.secret")
public interface SecretConfig {
    /** 32 bytes or more, base64, the same for every replica; without it, one is made under {@code parley.data}. */
    Optional<String> rootKey();
}
