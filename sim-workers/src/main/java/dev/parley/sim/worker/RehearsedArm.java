package dev.parley.sim.worker;

import static java.lang.System.Logger.Level.WARNING;

import dev.parley.sim.body.Action;
import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.ArmTruth;
import dev.parley.sim.task.SceneTruth;
import java.util.concurrent.TimeUnit;

/**
 * The arm of a rehearsal: led inside an envelope, and held where it is when a command comes too late. What was commanded and
 * what the arm got stand beside each other in the step log.
 */
final class RehearsedArm implements ArmRules {

    private static final System.Logger LOG = System.getLogger(RehearsedArm.class.getName());

    private final Envelope envelope;

    RehearsedArm(Envelope envelope) {
        this.envelope = envelope;
    }

    @Override
    public Decision decide(Action commanded, SceneTruth truth, long ageNs) {
        ArmTruth arm = truth.arm();
        if (ageNs > envelope.watchdog().toNanos()) {
            LOG.log(
                    WARNING,
                    "command watchdog: a command that is {0} ms old moves nothing",
                    TimeUnit.NANOSECONDS.toMillis(ageNs));
            return new Decision.Apply(new Action(0, 0, 0, 0, arm.gripperToldToOpen() ? 1 : 0));
        }
        ArmAction clamped = envelope.clamped(ArmAction.of(commanded), arm.toolTarget());
        return envelope.enters(arm.toolTarget(), clamped)
                ? new Decision.Trip(
                        "The policy led the tool into a keep-out zone; the safety envelope ended the episode.")
                : new Decision.Apply(clamped.toAction());
    }
}
