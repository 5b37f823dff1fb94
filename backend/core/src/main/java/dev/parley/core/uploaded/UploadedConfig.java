package dev.parley.core.uploaded;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Networks that researchers upload. */
@ConfigMapping(prefix = "parley.uploaded-policies")
public interface UploadedConfig {
    /** Of one file. */
    @WithDefault("256M")
    MemorySize largestFile();

    /** Policies that one person may have uploaded and not taken out of use. */
    @WithDefault("20")
    @Min(1)
    int perPerson();

    /** Files that one person may have begun and not sent whole. */
    @WithDefault("2")
    @Min(1)
    int begunPerPerson();

    /** The same of everybody together. */
    @WithDefault("20")
    @Min(1)
    int begunTogether();

    /** A file of which no piece came for so long is forgotten, with what was said of it. */
    @WithDefault("PT24H")
    Duration forgetAfter();

    /** Pieces that this replica takes at once. */
    @WithDefault("8")
    @Min(1)
    @Max(64)
    int piecesAtOnce();

    /** How long a worker may try one before another does. */
    @WithDefault("PT3M")
    Duration trialWithin();

    /** How long a network may take to load. */
    @WithDefault("PT20S")
    Duration load();

    /** How long one answer may take. */
    @WithDefault("PT2S")
    Duration infer();

    /** What a network's process may hold, beside four times its file. */
    @WithDefault("768M")
    MemorySize memory();
}
