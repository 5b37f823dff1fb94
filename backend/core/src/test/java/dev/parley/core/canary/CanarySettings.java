package dev.parley.core.canary;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Three days say what is usual, and fewer tries suffice for a verdict: a test lives through some of them. */
public final class CanarySettings implements QuarkusTestResourceLifecycleManager {
    static final int BASELINE_DAYS = 3;

    @Override
    public Map<String, String> start() {
        return Map.of(
                "parley.canary.baseline-days",
                Integer.toString(BASELINE_DAYS),
                "parley.canary.false-alarm-every-days",
                "30");
    }

    @Override
    public void stop() {
        // Only settings.
    }
}
