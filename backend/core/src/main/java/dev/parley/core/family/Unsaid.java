package dev.parley.core.family;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** A prompt that has no saying yet. */
record Unsaid(UUID prompt, String sceneId, Optional<String> taskId, String words, OffsetDateTime askedAt) {
    String plain() {
        return PlainSaying.of(words);
    }

    /** The same for all that say the same. */
    String digest() {
        return Digests.sha256(sceneId, taskId.orElse(""), plain());
    }
}
