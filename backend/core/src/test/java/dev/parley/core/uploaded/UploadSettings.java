package dev.parley.core.uploaded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Small allowances. */
public final class UploadSettings implements QuarkusTestResourceLifecycleManager {
    static final int LARGEST = 8 * 1024 * 1024;
    static final int PER_PERSON = 3;

    @Override
    public Map<String, String> start() {
        return Map.of(
                "parley.uploaded-policies.largest-file", Integer.toString(LARGEST),
                "parley.uploaded-policies.per-person", Integer.toString(PER_PERSON),
                "parley.uploaded-policies.begun-together", "1000");
    }

    @Override
    public void stop() {
        // Only settings.
    }
}
