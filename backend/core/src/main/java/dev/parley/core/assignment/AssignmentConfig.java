package dev.parley.core.assignment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How often a turn may be tried. */
@ConfigMapping(prefix = "parley.assignments")
public interface AssignmentConfig {
    /** Attempts of one turn, lost ones included, before it ends without a result. */
    @WithDefault("3")
    @Min(1)
    int maxAttempts();
}
