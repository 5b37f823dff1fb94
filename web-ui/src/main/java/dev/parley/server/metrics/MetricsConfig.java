package dev.parley.server.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may read the metrics. */
@ConfigMapping(prefix = "parley.metrics")
public interface MetricsConfig {
    /** Where metrics have a port of their own. */
    @WithDefault("127.0.0.1")
    String host();

    /** That port; 0: none. */
    @WithDefault("0")
    int port();
}
