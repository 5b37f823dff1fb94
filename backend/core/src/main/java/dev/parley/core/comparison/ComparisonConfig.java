package dev.parley.core.comparison;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How two policies are drawn and for how long people vote. */
@ConfigMapping(prefix = "parley.comparison")
public interface ComparisonConfig {
    /**
     * The part of the chance that all pairs share alike, 0.2 to 1; the rest goes to pairs with few votes. With less a vote could weigh
     * more than rankings let it.
     */
    @WithDefault("0.5")
    double evenShare();

    /** For how long votes count after both replays are there; then everybody is told. */
    @WithDefault("PT24H")
    Duration openFor();

    /** How long a recording may be late before the comparison is void. */
    @WithDefault("PT15M")
    Duration recordingWithin();

    /** How often each replica looks what became of the turns. */
    @WithDefault("PT1S")
    Duration lookEvery();
}
