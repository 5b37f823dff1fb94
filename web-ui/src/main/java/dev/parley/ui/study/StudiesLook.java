package dev.parley.ui.study;

import dev.parley.contracts.StudyId;
import dev.parley.core.study.ListedStudy;
import dev.parley.ui.bridge.Names;
import java.util.List;
import java.util.Optional;

/**
 * A page of the list of studies.
 *
 * @param older address of the next page; empty on the last one
 * @param paged whether there are newer ones before it
 */
public record StudiesLook(List<ListedLook> rows, String older, boolean paged) {
    static final int PAGE = 20;

    /** One more than a page: whether there is another one is seen by it. */
    static final int READ = PAGE + 1;

    /**
     * @param found at most {@link #READ}
     * @param after the last study of the page before
     */
    static StudiesLook of(List<ListedStudy> found, Optional<StudyId> after, Names.Known names) {
        List<ListedLook> rows = found.stream()
                .limit(PAGE)
                .map(listed -> new ListedLook(listed, names))
                .toList();
        return new StudiesLook(
                rows, found.size() > PAGE ? "/studies?after=" + rows.getLast().id() : "", after.isPresent());
    }
}
