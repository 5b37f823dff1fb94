package dev.parley.core.limit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** So little of everything that a test reaches the end of it, and none of it comes back while it runs. */
public final class SmallAllowances implements QuarkusTestResourceLifecycleManager {
    static final int EACH = 3;

    /** Keys of two operators. */
    static final String ONE = "one-".repeat(10);

    static final String OTHER = "two-".repeat(10);

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("parley.moderation.keys", "limited-one:" + ONE + ",limited-two:" + OTHER);
        for (String limited : List.of(
                "prompts", "votes", "uploads", "drawings", "searches", "moderation", "study-pictures", "reviews")) {
            settings.put("parley.limits." + limited + ".per-author", Integer.toString(EACH));
            // Everybody in the tests comes from the same network.
            settings.put("parley.limits." + limited + ".per-network", "100000");
            settings.put("parley.limits." + limited + ".per", "PT100H");
        }
        return settings;
    }

    @Override
    public void stop() {
        // Only settings.
    }
}
