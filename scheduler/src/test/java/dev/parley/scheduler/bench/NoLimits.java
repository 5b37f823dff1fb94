package dev.parley.scheduler.bench;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The server as it is by default, but that nobody is refused for asking too much, which is all that the load does. */
public final class NoLimits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "parley.roles", "web,api,scheduler",
                "parley.scheduler.admission.waiting-per-author", "1000000",
                "parley.scheduler.admission.waiting-per-prefix", "1000000",
                "parley.scheduler.admission.waiting-in-all", "10000000",
                "parley.limits.prompts.per-author", "1000000",
                "parley.limits.prompts.per-network", "1000000");
    }
}
