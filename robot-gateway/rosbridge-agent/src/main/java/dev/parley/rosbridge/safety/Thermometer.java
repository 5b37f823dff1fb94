package dev.parley.rosbridge.safety;

import dev.parley.rosbridge.motion.MonotonicTime;
import dev.parley.rosbridge.wire.RosLink;
import dev.parley.rosbridge.wire.RosTopic;
import java.time.Duration;
import java.util.Optional;

/** A sensor_msgs Temperature: above the limit no episode begins until it has fallen by some degrees, and one that runs is held. */
public final class Thermometer implements Interlock {
    private static final double COOLER_BY = 5;

    private final String topic;
    private final double hottest;
    private final Duration silentAfter;
    private final MonotonicTime time;
    private volatile double celsius = Double.NaN;
    private volatile long heardNs;
    private volatile boolean hot;

    /** @param hottest degrees Celsius */
    public Thermometer(RosLink link, RosTopic topic, double hottest, Duration silentAfter, MonotonicTime time) {
        this.topic = topic.name();
        this.hottest = hottest;
        this.silentAfter = silentAfter;
        this.time = time;
        link.subscribe(topic, message -> {
            double now = message.content().path("temperature").asDouble(Double.NaN);
            celsius = now;
            hot = now > hottest || (hot && now > hottest - COOLER_BY);
            heardNs = message.receivedNs();
        });
    }

    @Override
    public Optional<String> obstacle() {
        if (!Double.isFinite(celsius) || time.nowNs() - heardNs > silentAfter.toNanos()) {
            return Optional.of("Temperature " + topic + " is not told.");
        }
        return hot
                ? Optional.of("The robot has %.0f °C on %s; it rests until it has %.0f."
                        .formatted(celsius, topic, hottest - COOLER_BY))
                : Optional.empty();
    }
}
