package dev.parley.core.rest.prompt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Streams of a prompt's changes (SSE). */
@ConfigMapping(prefix = "parley.streams")
public interface StreamConfig {
    /** Open at once for one guest, on one replica. */
    @WithDefault("6")
    @Min(1)
    int perGuest();

    /** Open at once for one network prefix, on one replica. */
    @WithDefault("120")
    @Min(1)
    int perNetwork();

    /** A comment this often keeps proxies from closing a silent stream. */
    @WithDefault("PT15S")
    Duration heartbeatEvery();

    /** How soon the place in line is looked up again after others moved. */
    @WithDefault("PT2S")
    Duration lookEvery();
}
