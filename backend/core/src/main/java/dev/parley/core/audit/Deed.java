package dev.parley.core.audit;

import dev.parley.contracts.LabId;
import java.util.Map;
import java.util.Optional;

/**
 * Something that was done.
 *
 * @param action such as {@code role.granted}
 * @param subjectKind such as {@code person}
 * @param lab whose affair it is, where it is one lab's: its admins may read it
 * @param reason as given; empty where none is asked for; at most 500 characters
 * @param details what else one would want to know, never a secret
 */
public record Deed(
        String action,
        String subjectKind,
        String subjectId,
        Optional<LabId> lab,
        String reason,
        Map<String, String> details) {
    public static final int LONGEST_REASON = 500;

    public Deed {
        details = Map.copyOf(details);
    }
}
