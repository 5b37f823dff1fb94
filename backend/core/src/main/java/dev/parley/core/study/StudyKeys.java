package dev.parley.core.study;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The keys of those who may submit studies: kept as SHA-256, which random keys need no salt for, and never written anywhere. */
@ApplicationScoped
public class StudyKeys {
    private static final Logger LOG = Logger.getLogger(StudyKeys.class);
    private static final int SHORTEST = 32;
    private static final String SCHEME = "Bearer ";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final List<Known> known;

    /** @throws IllegalArgumentException naming the entry that is wrong, by its place */
    @Inject
    public StudyKeys(StudyConfig config) {
        this(config.keys().orElse(List.of()));
    }

    StudyKeys(List<String> entries) {
        List<Known> read = new ArrayList<>();
        for (String entry : entries) {
            read.add(known(read.size() + 1, entry.strip(), read));
        }
        this.known = List.copyOf(read);
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
        byte[] presented = sha256(authorization
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .orElse(""));
        // All are compared, each in constant time: how long it takes tells nothing.
        Optional<Submitter> found = Optional.empty();
        for (Known each : known) {
            if (MessageDigest.isEqual(presented, each.sha256())) {
                found = Optional.of(new Submitter(each.name()));
            }
        }
        return found.orElseThrow(this::refused);
    }

    private ParleyException refused() {
        return new ParleyException(
                ErrorCode.TOKEN_REFUSED,
                known.isEmpty()
                        ? "Studies are not taken here: whoever runs this installation has set no parley.studies.keys."
                        : "A study needs the header Authorization: Bearer KEY with one of the keys that may submit studies here.");
    }

    private static Known known(int number, String entry, List<Known> before) {
        int colon = entry.indexOf(':');
        String name = colon < 0 ? "" : entry.substring(0, colon);
        if (!NAME.matcher(name).matches() || entry.length() - colon - 1 < SHORTEST) {
            throw new IllegalArgumentException(
                    "Entry %d of parley.studies.keys must be NAME:KEY, a name of lower-case letters, digits and hyphens and a key of at least %d characters."
                            .formatted(number, SHORTEST));
        }
        if (before.stream().anyMatch(each -> each.name().equals(name))) {
            throw new IllegalArgumentException(
                    "parley.studies.keys has two entries for %s; a name stands for one key.".formatted(name));
        }
        return new Known(name, sha256(entry.substring(colon + 1)));
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A name and the digest of its key. */
    private record Known(String name, byte[] sha256) {}
}
