package dev.parley.core.rest.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Streams of changes (SSE). */
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

    /** Streams of episode news, on pages that anybody reads, open at once for one network prefix, on one replica. */
    @WithDefault("500")
    @Min(1)
    int watchersPerNetwork();

    /** The same in all, on one replica; each holds a connection and about 20 KB. */
    @WithDefault("5000")
    @Min(1)
    int watchers();

    /** A comment this often keeps proxies from closing a silent stream. */
    @WithDefault("PT15S")
    Duration heartbeatEvery();

    /** How soon the place in line is looked up again after others moved. */
    @WithDefault("PT2S")
    Duration lookEvery();

    /** News of all episodes are told at most this often. */
    @WithDefault("PT1S")
    Duration newsEvery();
}
