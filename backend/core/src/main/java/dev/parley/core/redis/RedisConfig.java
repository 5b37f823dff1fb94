package dev.parley.core.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where Redis is. */
@ConfigMapping(prefix = "parley.redis")
public interface RedisConfig {
    /** For example {@code redis://127.0.0.1:6379} or {@code rediss://user:password@host:6380/0}. */
    @WithDefault("redis://127.0.0.1:6379")
    String url();

    /** How long one command may take before it counts as failed. */
    @WithDefault("PT2S")
    Duration timeout();
}
