package dev.parley.core.study;

import java.util.List;

/**
 * What somebody submits.
 *
 * @param name names the study among those of its submitter: the same items under the same name are the same study
 * @param items in the order in which they are to run, as far as the queue allows
 */
public record StudyRequest(String name, List<StudyItem> items) {
    public StudyRequest {
        items = List.copyOf(items);
    }
}
