package dev.parley.core.family;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Gathering prompts in families. */
@ConfigMapping(prefix = "parley.families")
public interface FamilyConfig {
    /** How often a replica looks for prompts that no event told it of. */
    @WithDefault("PT5S")
    Duration sweepEvery();
}
