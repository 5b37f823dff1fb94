package dev.parley.core.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Reading sentences for what they mean. */
@ConfigMapping(prefix = "parley.embedding")
public interface EmbeddingConfig {
    /** Whether this replica reads any; without it, search goes by words alone. */
    @WithDefault("true")
    boolean enabled();

    /** How many sentences may wait to be read before more are refused. */
    @WithDefault("256")
    @Min(1)
    int waiting();
}
