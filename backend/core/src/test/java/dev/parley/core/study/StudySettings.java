package dev.parley.core.study;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys for studies, and limits small enough to reach. */
public final class StudySettings implements QuarkusTestResourceLifecycleManager {
    static final int WAITING_PER_STUDY = 5;
    static final int WAITING_IN_ALL = 8;
    static final int RUNNING = 6;
    static final int SUBMISSIONS = 40;

    /** The key of that submitter. */
    public static String key(String submitter) {
        return (submitter + "-").repeat(12);
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "parley.studies.keys",
                        Stream.of("ada", "bob", "carl", "dora", "finn", "gina")
                                .map(name -> name + ":" + key(name))
                                .collect(Collectors.joining(",")),
                "parley.studies.waiting-per-study", Integer.toString(WAITING_PER_STUDY),
                "parley.studies.waiting-in-all", Integer.toString(WAITING_IN_ALL),
                "parley.studies.running", Integer.toString(RUNNING),
                "parley.limits.studies.per-author", Integer.toString(SUBMISSIONS),
                "parley.limits.studies.per-network", Integer.toString(SUBMISSIONS),
                // Nothing refills while a slow machine runs the tests.
                "parley.limits.studies.per", "PT100H");
    }

    @Override
    public void stop() {
        // Only settings.
    }
}
