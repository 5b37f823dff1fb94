package dev.parley.core.study;

import dev.parley.contracts.StudyId;
import java.util.Optional;

/**
 * A plan that somebody submits.
 *
 * @param follows a study of theirs that this is a changed version of
 */
public record PlanWish(StudyPlan plan, Optional<StudyId> follows) {}
