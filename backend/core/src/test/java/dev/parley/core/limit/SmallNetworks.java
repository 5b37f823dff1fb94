package dev.parley.core.limit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** So little of everything for a network, and still less for each of its people; and a proxy that is believed who is behind it. */
public final class SmallNetworks implements QuarkusTestResourceLifecycleManager {
    static final int EACH = 2;
    static final int TOGETHER = 5;
    static final int OF_ONE_LOGIN = 7;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("parley.network.trusted-proxies", "127.0.0.0/8,::1/128");
        for (String limited : List.of(
                "prompts",
                "votes",
                "uploads",
                "guests",
                "study-pictures",
                "consents",
                "withdrawals",
                "follows",
                "moderation",
                "sign-ins",
                "searches",
                "drawings",
                "reviews",
                "downloads",
                "datasets")) {
            if (!limited.equals("guests")) {
                settings.put("parley.limits." + limited + ".per-author", Integer.toString(EACH));
            }
            settings.put("parley.limits." + limited + ".per-network", Integer.toString(TOGETHER));
            // Nothing refills while a slow machine runs the tests.
            settings.put("parley.limits." + limited + ".per", "PT100H");
        }
        settings.put("parley.limits.sign-ins.per-login", Integer.toString(OF_ONE_LOGIN));
        settings.put("parley.limits.sign-ins.per-login-per", "PT100H");
        return settings;
    }

    @Override
    public void stop() {
        // Only settings.
    }
}
