package dev.parley.rosbridge.envelope;

import dev.parley.station.v1.SafetyEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where and how fast an arm may be led.
 *
 * @param workspace of every guarded point, in the base's frame
 * @param keepOut boxes that no guarded point may enter
 * @param maxToolSpeedMPerS of the guarded points
 * @param maxToolStepM in one command
 * @param watchdog a command that rests on an older observation, or does not come for so long, ends the motion
 */
public record EnvelopeLimits(
        List<JointLimit> joints,
        Region workspace,
        List<Region> keepOut,
        double maxToolSpeedMPerS,
        double maxToolStepM,
        Duration watchdog) {
    public static final Duration SHORTEST_WATCHDOG = Duration.ofMillis(200);
    public static final Duration LONGEST_WATCHDOG = Duration.ofMillis(500);

    public EnvelopeLimits {
        joints = List.copyOf(joints);
        keepOut = List.copyOf(keepOut);
        if (joints.isEmpty()) {
            throw new IllegalArgumentException("an arm has a joint at least");
        }
        positive("the tool's speed", maxToolSpeedMPerS);
        positive("the tool's longest step", maxToolStepM);
        if (watchdog.compareTo(SHORTEST_WATCHDOG) < 0 || watchdog.compareTo(LONGEST_WATCHDOG) > 0) {
            throw new IllegalArgumentException("the command watchdog takes 200 to 500 ms, not " + watchdog.toMillis());
        }
    }

    private static void positive(String what, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is above 0, not " + value);
        }
    }

    /**
     * The narrower of these and what the platform wants.
     *
     * @throws IllegalArgumentException where they leave nothing, or the platform's are no numbers
     */
    public EnvelopeLimits narrowedBy(SafetyEnvelope platform) {
        List<Region> out = new ArrayList<>(keepOut);
        platform.getKeepOutList().forEach(box -> out.add(Region.of(box)));
        long watchdogMs = platform.hasCommandWatchdogMs()
                ? Math.clamp(platform.getCommandWatchdogMs(), SHORTEST_WATCHDOG.toMillis(), watchdog.toMillis())
                : watchdog.toMillis();
        return new EnvelopeLimits(
                joints,
                platform.hasWorkspace() ? workspace.and(Region.of(platform.getWorkspace())) : workspace,
                out,
                platform.hasMaxToolSpeedMPerS()
                        ? smaller(maxToolSpeedMPerS, platform.getMaxToolSpeedMPerS())
                        : maxToolSpeedMPerS,
                platform.hasMaxStepDeltaM() ? smaller(maxToolStepM, platform.getMaxStepDeltaM()) : maxToolStepM,
                Duration.ofMillis(watchdogMs));
    }

    /** Math.min makes NaN of NaN, which the constructor refuses. */
    private static double smaller(double own, double other) {
        return Math.min(own, other);
    }

    /** As it is announced and digested. */
    public SafetyEnvelope toWire() {
        SafetyEnvelope.Builder wire = SafetyEnvelope.newBuilder()
                .setWorkspace(workspace.toWire())
                .setMaxToolSpeedMPerS(maxToolSpeedMPerS)
                .setMaxStepDeltaM(maxToolStepM)
                .setCommandWatchdogMs((int) watchdog.toMillis());
        keepOut.forEach(box -> wire.addKeepOut(box.toWire()));
        return wire.build();
    }
}
