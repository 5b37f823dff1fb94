package dev.parley.core.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events travel. */
@ConfigMapping(prefix = "parley.events")
public interface EventConfig {
    /** How often every replica looks for events that reached it by no other way. */
    @WithDefault("PT5S")
    Duration sweepEvery();

    /** How long events stay in the outbox after they were told. */
    @WithDefault("PT24H")
    Duration keep();

    /** Redis channel; replicas of one installation share it. */
    @WithDefault("parley:events")
    String channel();
}
