package dev.parley.core.prompt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What may be asked in public. */
@ConfigMapping(prefix = "parley.moderation")
public interface ModerationConfig {
    /** Whether prompts are held against the rules at all. */
    @WithDefault("true")
    boolean enabled();

    /** A file with more rules, in the form of the built-in one (moderation/rules.txt); read at start. */
    Optional<String> rules();

    /** The second stage: how like a prompt is to sentences that were refused. */
    Likeness likeness();

    /** Who looks at pictures that people send. */
    @WithDefault("person")
    Pictures pictures();

    /** NAME:KEY of everybody who may decide; without any, one key is made under {@code parley.data}. */
    Optional<List<String>> keys();

    /** No face detector exists here, so no machine can pass a photo. */
    enum Pictures {
        PERSON,
        /** Nobody: every picture that can be read is passed. For installations where all who can send one are known. */
        PASS
    }

    /** Cosine of two sentences' embeddings, -1 to 1. */
    interface Likeness {
        @WithDefault("true")
        boolean enabled();

        /** From here on it is refused. */
        @WithDefault("0.80")
        double refuseFrom();

        /** From here on a person looks at it first. */
        @WithDefault("0.60")
        double askFrom();

        /** A file with more sentences, in the form of the built-in one (moderation/blocklist.txt); read at start. */
        Optional<String> blocklist();
    }
}
