package dev.parley.gateway.relay;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Short patience and quick examinations. */
public final class RelaySettings implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "parley.remote-policies.look-every", "PT0.1S",
                "parley.remote-policies.timed-answers", "5",
                "parley.relay.first-inference", "PT4S",
                "parley.relay.inference", "PT1S",
                "parley.relay.questions-per-second", "1000",
                "parley.relay.look-every", "PT0.2S");
    }

    @Override
    public void stop() {
        // Only settings.
    }
}
