package dev.parley.core.prompt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What a prompt gets that leaves something open. */
@ConfigMapping(prefix = "parley.prompt")
public interface PromptConfig {
    /** Scene of prompts that name none; without it the first that was announced. */
    Optional<String> defaultScene();

    /** Policy of prompts that name none; without it a learned one that fits. */
    Optional<String> defaultPolicy();

    /** How long a turn may wait before it expires; while all stations that could run it are closed by their hours, no time passes. */
    @WithDefault("PT24H")
    Duration waitsAtMost();

    /** How long it may wait in all, however little those stations are open. */
    @WithDefault("P14D")
    Duration waitsInAllAtMost();
}
