package dev.parley.core.study;

import java.util.List;
import java.util.Optional;

/**
 * What somebody submits: items, or a plan from which they are drawn.
 *
 * @param name names the study among those of its submitter: the same items under the same name are the same study
 * @param items in the order in which they are to run, as far as the queue allows; none with a plan
 */
public record StudyRequest(String name, List<StudyItem> items, Optional<PlanWish> plan) {
    public StudyRequest {
        items = List.copyOf(items);
    }

    public StudyRequest(String name, List<StudyItem> items) {
        this(name, items, Optional.empty());
    }
}
