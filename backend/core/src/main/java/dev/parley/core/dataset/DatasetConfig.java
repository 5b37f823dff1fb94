package dev.parley.core.dataset;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How large data sets may be, and how they are written. */
@ConfigMapping(prefix = "parley.datasets")
public interface DatasetConfig {
    /** Episodes with steps and video at most. */
    @WithDefault("10000")
    @Min(1)
    @Max(100_000)
    int mostEpisodes();

    /** Rows of a table of outcomes at most. */
    @WithDefault("200000")
    @Min(1)
    @Max(1_000_000)
    int mostRows();

    /** Bytes of one archive at most. Stores take 5 GB in one request. */
    @WithDefault("4G")
    MemorySize largest();

    /** Bytes of all archives together that are kept for one person. */
    @WithDefault("40G")
    MemorySize largestOfEach();

    /** How long an archive is kept after it was made, and after it was fetched last. */
    @WithDefault("P90D")
    Duration keep();

    /** How often each replica looks for one that waits, and says how far it is with its own. */
    @WithDefault("PT1S")
    Duration lookEvery();

    /** After so long without a word from whoever writes one, another replica takes it over. */
    @WithDefault("PT30S")
    Duration lease();

    /** How often archives with something that was taken back are looked for. */
    @WithDefault("PT20S")
    Duration recallEvery();
}
