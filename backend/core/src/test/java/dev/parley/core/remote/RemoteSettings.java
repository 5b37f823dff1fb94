package dev.parley.core.remote;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Quick looks and short examinations. */
public final class RemoteSettings implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "parley.remote-policies.look-every", "PT0.1S",
                "parley.remote-policies.timed-answers", "10",
                "parley.remote-policies.away-every", "PT3S",
                "parley.remote-policies.per-person", "3",
                "parley.remote-policies.examine-at-most-every", "PT0.2S");
    }

    @Override
    public void stop() {
        // Only settings.
    }
}
