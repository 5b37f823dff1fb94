package dev.parley.core.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** What the public meets, which other tests switch off: consent, the second look, people who look at pictures. */
public final class PublicRules implements QuarkusTestResourceLifecycleManager {
    /** The key of an operator named ann. */
    public static final String ANN = "ann-".repeat(10);

    /** How many agreements one guest may send in the tests' time. */
    public static final int AGREEMENTS = 4;

    /** How many changes of what they want to be told. */
    public static final int FOLLOWS = 9;

    /** How many withdrawals. */
    public static final int WITHDRAWALS = 3;

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("parley.consent.required", "true"),
                Map.entry("parley.embedding.enabled", "true"),
                Map.entry("parley.moderation.likeness.enabled", "true"),
                Map.entry("parley.moderation.pictures", "person"),
                Map.entry("parley.moderation.keys", "ann:" + ANN),
                Map.entry("parley.limits.consents.per-author", Integer.toString(AGREEMENTS)),
                Map.entry("parley.limits.consents.per", "PT100H"),
                Map.entry("parley.limits.follows.per-author", Integer.toString(FOLLOWS)),
                Map.entry("parley.limits.follows.per", "PT100H"),
                Map.entry("parley.limits.withdrawals.per-author", Integer.toString(WITHDRAWALS)),
                Map.entry("parley.limits.withdrawals.per", "PT100H"));
    }

    @Override
    public void stop() {
        // Only settings.
    }
}
