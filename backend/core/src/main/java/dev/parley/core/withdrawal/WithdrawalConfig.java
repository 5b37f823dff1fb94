package dev.parley.core.withdrawal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How soon what was taken back is deleted. */
@ConfigMapping(prefix = "parley.withdrawal")
public interface WithdrawalConfig {
    /** How often each replica looks for what is due. */
    @WithDefault("PT2S")
    Duration lookEvery();

    /** How long one replica has for a step before another may take it over. */
    @WithDefault("PT2M")
    Duration step();

    /** A station may still send what it had: this often it is looked for, until its permission to upload is over. */
    @WithDefault("PT10M")
    Duration lookAgainEvery();
}
