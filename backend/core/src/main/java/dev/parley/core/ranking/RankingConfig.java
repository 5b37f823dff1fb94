package dev.parley.core.ranking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How leaderboards are reckoned. Everything here is in their answers, so that anybody can reckon them again. */
@ConfigMapping(prefix = "parley.ranking")
public interface RankingConfig {
    /** How often a replica looks whether there are new votes. */
    @WithDefault("PT10S")
    Duration lookEvery();

    /** Rounds of the bootstrap, by which intervals and tiers are found. */
    @WithDefault("1000")
    @Min(100)
    @Max(10_000)
    int rounds();

    /** Of the rounds: the same seed and votes give the same intervals. */
    @WithDefault("20261122")
    long seed();

    /** Weight of the prior that holds strengths where votes alone do not: their variance is one over this. */
    @WithDefault("0.1")
    double ridge();
}
