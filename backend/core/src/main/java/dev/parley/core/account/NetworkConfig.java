package dev.parley.core.account;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which neighbours may speak for others. */
@ConfigMapping(prefix = "parley.network")
public interface NetworkConfig {
    /** Addresses or CIDR blocks of proxies whose {@code X-Forwarded-For} is believed; none by default. */
    Optional<List<String>> trustedProxies();

    /** Origins under which browsers see this site, for example {@code https://parley.example}, besides its Host. */
    Optional<List<String>> publicOrigins();
}
