package dev.parley.core.family;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The server as it is by default, reading sentences for what they mean. */
public final class ReadingSentences implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("parley.embedding.enabled", "true", "parley.families.sweep-every", "200ms");
    }
}
