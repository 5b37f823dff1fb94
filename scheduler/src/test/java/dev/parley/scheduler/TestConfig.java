package dev.parley.scheduler;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The configuration as it is without any setting, or with some. */
public final class TestConfig {
    private TestConfig() {}

    public static SchedulerConfig defaults() {
        return with(Map.of());
    }

    public static SchedulerConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withConverter(
                        java.time.Duration.class,
                        200,
                        text -> java.time.Duration.parse(
                                text.endsWith("ms")
                                        ? "PT%sS".formatted(Integer.parseInt(text.replace("ms", "")) / 1000.0)
                                        : "PT" + text.toUpperCase(java.util.Locale.ROOT)))
                .withMapping(SchedulerConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(SchedulerConfig.class);
    }
}
