package dev.parley.core.consent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What is asked of people before they take part. */
@ConfigMapping(prefix = "parley.consent")
public interface ConsentConfig {
    /**
     * Whether asking, voting and uploading need it. Off only where everybody who can reach the server has agreed in another
     * way, for example inside one lab.
     */
    @WithDefault("true")
    boolean required();

    /** How old somebody must be to take part; younger people watch. */
    @WithDefault("16")
    @Min(1)
    @Max(120)
    int age();
}
