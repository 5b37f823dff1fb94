package dev.parley.core.study;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.StudyId;
import dev.parley.core.account.Author;
import dev.parley.core.person.SignedIn;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Whoever may submit studies, by the name of their key, or by {@code @login} where they are signed in. */
public record Submitter(String name) {
    private static final String PREFIX = "study:";

    /** Somebody who is signed in and may. */
    public static Submitter signedIn(SignedIn person) {
        return new Submitter(person.handle());
    }

    /** Whose uploads and allowances these are. */
    public Author author() {
        return new Author(
                new AuthorId(UUID.nameUUIDFromBytes((PREFIX + name).getBytes(StandardCharsets.UTF_8))), PREFIX + name);
    }

    /**
     * In whose name a study's prompts wait. The queue is fair among networks and, within one, among authors: submitters
     * take turns, and so do the studies of one submitter.
     */
    static Author authorOf(StudyId study, String submitter) {
        return new Author(new AuthorId(study.value()), PREFIX + submitter);
    }
}
