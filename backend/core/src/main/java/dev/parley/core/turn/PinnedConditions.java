package dev.parley.core.turn;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pinned conditions as rows keep them: a JSON object of name to number, or null where nothing is pinned. */
public final class PinnedConditions {
    private PinnedConditions() {}

    public static Map<String, Double> read(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        Map<String, Double> conditions = new LinkedHashMap<>();
        new JsonObject(json)
                .forEach(entry -> conditions.put(entry.getKey(), ((Number) entry.getValue()).doubleValue()));
        return conditions;
    }

    /** In the order of the names. Every double is read back as the same bits. */
    public static @Nullable String written(Map<String, Double> conditions) {
        return conditions.isEmpty() ? null : new JsonObject(new TreeMap<String, Object>(conditions)).encode();
    }
}
