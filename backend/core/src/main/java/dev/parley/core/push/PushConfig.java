package dev.parley.core.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Telling browsers with no page open. */
@ConfigMapping(prefix = "parley.push")
public interface PushConfig {
    /** How often each replica looks what is to be told. */
    @WithDefault("PT2S")
    Duration lookEvery();

    /** How often lines are looked at that somebody waits for. */
    @WithDefault("PT15S")
    Duration linesEvery();

    /** Browsers of one person; a new one takes the place of the oldest. */
    @WithDefault("5")
    @Min(1)
    int browsersAtMost();

    /** {@code mailto:} or {@code https:}: whom a push service asks when something is wrong. Some take nothing without it. */
    Optional<String> contact();

    /** Push services that are not of the open internet, {@code host} or {@code host:port}; these may also be plain http. */
    Optional<Set<String>> allowedHosts();
}
