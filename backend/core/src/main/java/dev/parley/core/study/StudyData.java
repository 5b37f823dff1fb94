package dev.parley.core.study;

import dev.parley.contracts.StudyId;
import java.time.Instant;
import java.util.Optional;

/**
 * A study, apart from what came of it.
 *
 * @param submitter name of the key it was submitted with
 * @param items how many there are
 */
public record StudyData(
        StudyId id,
        String submitter,
        String name,
        int items,
        StudyState state,
        Instant createdAt,
        Optional<Instant> endedAt) {}
