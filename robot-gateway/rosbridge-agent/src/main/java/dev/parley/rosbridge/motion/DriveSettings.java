package dev.parley.rosbridge.motion;

import java.time.Duration;

/**
 * How an arm is led.
 *
 * @param replaces whether a new trajectory replaces the one that runs; otherwise each has to be over before the next
 * @param repeatStop a stop is said again so often until the arm stands
 * @param confirmWithin an arm that does not stand after so long did not stop
 */
public record DriveSettings(boolean replaces, Duration repeatStop, Duration confirmWithin) {
    public static final DriveSettings USUAL = new DriveSettings(true, Duration.ofMillis(150), Duration.ofSeconds(1));
}
