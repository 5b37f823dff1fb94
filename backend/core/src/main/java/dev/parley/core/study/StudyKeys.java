package dev.parley.core.study;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.secret.NamedKeys;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The keys of those who may submit studies. Who was given one has agreed to what becomes of what they send: the page of
 * consent is for everybody else.
 */
@ApplicationScoped
public class StudyKeys {
    private static final Logger LOG = Logger.getLogger(StudyKeys.class);

    private final NamedKeys known;

    /** @throws IllegalArgumentException naming the entry that is wrong, by its place */
    @Inject
    public StudyKeys(StudyConfig config) {
        this(config.keys().orElse(List.of()));
    }

    StudyKeys(List<String> entries) {
        known = new NamedKeys("parley.studies.keys", entries);
    }

    /** A wrong setting stops the start, not the first study. */
    void check(@Observes StartupEvent started) {
        LOG.debugf("%d keys may submit studies", known.size());
    }

    /**
     * @param authorization the header of that name
     * @throws ParleyException TOKEN_REFUSED
     */
    public Submitter require(Optional<String> authorization) {
        return known.holder(authorization).map(Submitter::new).orElseThrow(this::refused);
    }

    private ParleyException refused() {
        return new ParleyException(
                ErrorCode.TOKEN_REFUSED,
                known.size() == 0
                        ? "Studies are not taken here by key: whoever runs this installation has set no parley.studies.keys. Researchers sign in."
                        : "A study needs a researcher who is signed in, or the header Authorization: Bearer KEY with one of the keys that may submit studies here.");
    }
}
