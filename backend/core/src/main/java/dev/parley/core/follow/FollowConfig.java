package dev.parley.core.follow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much one person may want to be told. */
@ConfigMapping(prefix = "parley.follow")
public interface FollowConfig {
    /** Asks that have not ended yet. */
    @WithDefault("20")
    @Min(1)
    int atMost();

    /** Closed lines, each of which keeps the words that were turned away. */
    @WithDefault("5")
    @Min(1)
    int wishesAtMost();
}
