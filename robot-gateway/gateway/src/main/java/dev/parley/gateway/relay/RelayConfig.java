package dev.parley.gateway.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the policy relay. */
@ConfigMapping(prefix = "parley.relay")
public interface RelayConfig {
    /** How long the first answer of an episode may take: some servers compile their network then. */
    @WithDefault("PT90S")
    Duration firstInference();

    /** How long every later answer may take; one that comes later ends the connection. */
    @WithDefault("PT10S")
    Duration inference();

    /** Questions a second from one episode, saved up for one second. */
    @WithDefault("50")
    int questionsPerSecond();

    /** Open relays on this replica. */
    @WithDefault("200")
    int atMost();

    /** How often it is looked whether the episodes of open relays still run. */
    @WithDefault("PT1S")
    Duration lookEvery();

    /** How long tokens are kept once their episodes are over; times are told of the last 30 days. */
    @WithDefault("P35D")
    Duration keep();

    /** How often old tokens are looked for. */
    @WithDefault("PT10M")
    Duration forgetEvery();
}
