package dev.parley.platform.rig;

import java.util.Map;

/** What everybody in these tests agrees to before they ask, vote or upload: the one place that knows the body. */
public final class Agreement {
    /** Below {@code /api/v1/}. */
    public static final String PATH = "consent";

    private Agreement() {}

    /** @param version of the text, as {@code GET consent} says it */
    public static Map<String, Object> to(String version) {
        return Map.of("version", version, "publish", true, "training", false, "ageOk", true);
    }
}
