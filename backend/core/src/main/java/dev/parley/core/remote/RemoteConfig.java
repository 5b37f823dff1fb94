package dev.parley.core.remote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Looking after policies that run elsewhere. */
@ConfigMapping(prefix = "parley.remote-policies")
public interface RemoteConfig {
    /** How often this replica looks whether one is to be examined or asked its canaries. */
    @WithDefault("PT2S")
    Duration lookEvery();

    /** How long after the death of whoever examines another replica begins anew. */
    @WithDefault("PT5M")
    Duration claim();

    /** What is examined longer is broken off: a server that thinks ten seconds about everything would keep others waiting. */
    @WithDefault("PT30M")
    Duration examinationAtMost();

    /** Examinations at once on one replica, and as many servers that are asked their canaries. */
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int atOnce();

    /** Answers whose time an examination measures. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int timedAnswers();

    /** How often a server is asked its canaries. */
    @WithDefault("PT24H")
    Duration canariesEvery();

    /** How soon one that did not answer them is asked again. */
    @WithDefault("PT5M")
    Duration awayEvery();

    /** Policies that one person may have registered and not retired. */
    @WithDefault("20")
    @Min(1)
    int perPerson();

    /** Least time between two examinations of one policy that somebody asks for. */
    @WithDefault("PT30S")
    Duration examineAtMostEvery();
}
