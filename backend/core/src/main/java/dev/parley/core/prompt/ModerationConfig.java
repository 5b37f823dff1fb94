package dev.parley.core.prompt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What may be asked in public. */
@ConfigMapping(prefix = "parley.moderation")
public interface ModerationConfig {
    /** Whether prompts are held against the rules at all. */
    @WithDefault("true")
    boolean enabled();

    /** A file with more rules, in the form of the built-in one (moderation/rules.txt); read at start. */
    Optional<String> rules();
}
