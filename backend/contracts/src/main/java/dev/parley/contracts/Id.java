package dev.parley.contracts;

import java.util.Locale;
import java.util.UUID;

/** An identifier with a type of its own, so that a turn is never passed where a prompt is meant. */
public sealed interface Id
        permits PromptId, TurnId, EpisodeId, StationId, GoalImageId, AuthorId, StudyId, ComparisonId, PersonId, LabId {
    UUID value();

    /** {@link UUID#fromString} also accepts short forms such as "1-1-1-1-1"; one id must have one spelling. */
    static UUID parseCanonical(String text) {
        UUID parsed = UUID.fromString(text);
        if (!parsed.toString().equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not a canonical UUID: expected 36 characters such as " + parsed);
        }
        return parsed;
    }
}
