package dev.parley.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the line closes. The same values must hold on every replica. */
@ConfigMapping(prefix = "parley.line")
public interface LineConfig {
    /** The longest wait that anybody is let in for: nine in ten of those who are begin sooner. */
    @WithDefault("PT2H")
    Duration longestWait();
}
