package dev.parley.sim.worker;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.Position;
import dev.parley.station.v1.Box;
import dev.parley.station.v1.SafetyEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * Where and how fast the tool may be led: the narrower of what the platform and what the station sets. Clamping keeps the
 * direction of a move and shortens it; a tool target inside a keep-out box is never accepted.
 *
 * @param workspace of the tool's target, in the station's base frame
 * @param keepOut boxes of both sides
 * @param maxStepM longest move of the tool in one command, metres
 * @param watchdog a command that rests on an older observation moves nothing
 */
record Envelope(Box workspace, List<Box> keepOut, double maxStepM, Duration watchdog) {

    /** What holds in a rehearsal by itself: a little inside of what the arm reaches, faster than any carried policy. */
    static final SafetyEnvelope OF_THE_STATION = SafetyEnvelope.newBuilder()
            .setWorkspace(Box.newBuilder()
                    .setMinXM(-0.19)
                    .setMaxXM(0.27)
                    .setMinYM(-0.32)
                    .setMaxYM(0.32)
                    .setMinZM(0.008)
                    .setMaxZM(0.29))
            .setMaxToolSpeedMPerS(0.25)
            .setMaxStepDeltaM(0.03)
            .setCommandWatchdogMs(500)
            .build();

    private static final int SHORTEST_WATCHDOG_MS = 200;
    private static final int LONGEST_WATCHDOG_MS = 500;

    Envelope {
        keepOut = List.copyOf(keepOut);
        if (workspace.getMinXM() > workspace.getMaxXM()
                || workspace.getMinYM() > workspace.getMaxYM()
                || workspace.getMinZM() > workspace.getMaxZM()) {
            throw new IllegalArgumentException(
                    "the workspaces of platform and station have nothing in common: " + workspace);
        }
        if (!(maxStepM > 0)) {
            throw new IllegalArgumentException("the longest move must be above 0 m, not " + maxStepM);
        }
    }

    /** The narrower of the two. */
    static Envelope narrower(SafetyEnvelope platform, SafetyEnvelope station, double controlHz) {
        List<Box> keepOut = new ArrayList<>(station.getKeepOutList());
        keepOut.addAll(platform.getKeepOutList());
        int watchdogMs = Math.min(watchdogMs(platform), watchdogMs(station));
        return new Envelope(
                platform.hasWorkspace()
                        ? common(platform.getWorkspace(), station.getWorkspace())
                        : station.getWorkspace(),
                keepOut,
                Math.min(maxStepM(platform, controlHz), maxStepM(station, controlHz)),
                Duration.ofMillis(Math.max(SHORTEST_WATCHDOG_MS, watchdogMs)));
    }

    private static int watchdogMs(SafetyEnvelope side) {
        return side.hasCommandWatchdogMs()
                ? Math.min(LONGEST_WATCHDOG_MS, side.getCommandWatchdogMs())
                : LONGEST_WATCHDOG_MS;
    }

    private static double maxStepM(SafetyEnvelope side, double controlHz) {
        double bySpeed = side.hasMaxToolSpeedMPerS() ? side.getMaxToolSpeedMPerS() / controlHz : Double.MAX_VALUE;
        return Math.min(bySpeed, side.hasMaxStepDeltaM() ? side.getMaxStepDeltaM() : Double.MAX_VALUE);
    }

    private static Box common(Box one, Box other) {
        DoubleBinaryOperator low = Math::max;
        DoubleBinaryOperator high = Math::min;
        return Box.newBuilder()
                .setMinXM(low.applyAsDouble(one.getMinXM(), other.getMinXM()))
                .setMinYM(low.applyAsDouble(one.getMinYM(), other.getMinYM()))
                .setMinZM(low.applyAsDouble(one.getMinZM(), other.getMinZM()))
                .setMaxXM(high.applyAsDouble(one.getMaxXM(), other.getMaxXM()))
                .setMaxYM(high.applyAsDouble(one.getMaxYM(), other.getMaxYM()))
                .setMaxZM(high.applyAsDouble(one.getMaxZM(), other.getMaxZM()))
                .build();
    }

    /** The command, shortened to what the envelope allows from this target of the tool on. */
    ArmAction clamped(ArmAction commanded, Position target) {
        double x = Math.clamp(target.xM() + commanded.dxM(), workspace.getMinXM(), workspace.getMaxXM()) - target.xM();
        double y = Math.clamp(target.yM() + commanded.dyM(), workspace.getMinYM(), workspace.getMaxYM()) - target.yM();
        double z = Math.clamp(target.zM() + commanded.dzM(), workspace.getMinZM(), workspace.getMaxZM()) - target.zM();
        double length = Math.sqrt(x * x + y * y + z * z);
        double share = length > maxStepM ? maxStepM / length : 1;
        return new ArmAction(x * share, y * share, z * share, commanded.dyawRad(), commanded.gripper());
    }

    /** Whether the tool's target would be where nothing may be. */
    boolean enters(Position target, ArmAction move) {
        double x = target.xM() + move.dxM();
        double y = target.yM() + move.dyM();
        double z = target.zM() + move.dzM();
        return keepOut.stream()
                .anyMatch(box -> x >= box.getMinXM()
                        && x <= box.getMaxXM()
                        && y >= box.getMinYM()
                        && y <= box.getMaxYM()
                        && z >= box.getMinZM()
                        && z <= box.getMaxZM());
    }
}
