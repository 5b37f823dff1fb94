package dev.parley.rosbridge.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rosbridge.description.KinematicChain;
import dev.parley.rosbridge.description.Vector3;
import dev.parley.rosbridge.standin.Cases;
import dev.parley.rosbridge.standin.Robots;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for every command, however absurd: the arm of the tests, thousands of postures and commands. */
class EnvelopePropertiesTest {
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final double EXACT = 1e-9;

    private final KinematicChain chain = Robots.chain();
    private final Envelope envelope = new Envelope(Robots.limits(), chain);
    private final Region keptOut = new Region(new Vector3(0.35, -0.1, 0.05), new Vector3(0.5, 0.1, 0.3));
    private final Envelope narrow = new Envelope(Robots.limits(List.of(keptOut)), chain);

    /** A posture from which the envelope lets the arm be led, away from the faces by its margin. */
    private double[] posture(SplittableRandom random, Envelope of) {
        Region well = of.limits().workspace().grown(-0.002);
        while (true) {
            double[] joints = {
                random.nextDouble(-1.2, 1.2),
                random.nextDouble(-1.2, 1.6),
                random.nextDouble(-2.4, 2.4),
                random.nextDouble(-1.8, 1.8)
            };
            if (of.astray(joints).isEmpty()
                    && chain.guardedPoints(joints).stream().allMatch(well::contains)) {
                return joints;
            }
        }
    }

    private static double[] command(SplittableRandom random, double[] from) {
        double size = switch (random.nextInt(4)) {
            case 0 -> 0.02;
            case 1 -> 0.3;
            case 2 -> 5;
            default -> 1e9;
        };
        double[] wanted = from.clone();
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] += random.nextDouble(-size, size);
        }
        return wanted;
    }

    private static double[] between(double[] from, double[] to, double share) {
        double[] at = from.clone();
        for (int i = 0; i < at.length; i++) {
            at[i] += share * (to[i] - from[i]);
        }
        return at;
    }

    @Test
    void wholeWayStaysInTheWorkspace() {
        Cases.each(3000, random -> {
            double[] from = posture(random, envelope);
            if (envelope.judge(from, command(random, from), PERIOD) instanceof Verdict.Lead lead) {
                for (int i = 0; i <= 50; i++) {
                    for (Vector3 point : chain.guardedPoints(between(from, lead.applied(), random.nextDouble()))) {
                        assertThat(envelope.limits().workspace().outside(point)).isLessThanOrEqualTo(EXACT);
                    }
                }
            }
        });
    }

    @Test
    void noJointLeavesItsLimitsOrIsFasterThanItMay() {
        Cases.each(3000, random -> {
            double[] from = posture(random, envelope);
            Verdict verdict = envelope.judge(from, command(random, from), PERIOD);
            assertThat(verdict).isInstanceOf(Verdict.Lead.class);
            double[] to = ((Verdict.Lead) verdict).applied();
            for (int i = 0; i < to.length; i++) {
                JointLimit limit = envelope.limits().joints().get(i);
                assertThat(to[i]).isBetween(limit.low() - EXACT, limit.high() + EXACT);
                assertThat(Math.abs(to[i] - from[i]))
                        .isLessThanOrEqualTo(Math.min(limit.maxStep(), limit.maxVelocity() * 0.1) + EXACT);
            }
        });
    }

    @Test
    void noGuardedPointGoesFartherThanOneStepMay() {
        double longest =
                Math.min(Robots.limits().maxToolStepM(), Robots.limits().maxToolSpeedMPerS() * 0.1);
        Cases.each(2000, random -> {
            double[] from = posture(random, envelope);
            double[] to = ((Verdict.Lead) envelope.judge(from, command(random, from), PERIOD)).applied();
            List<Vector3> before = chain.guardedPoints(from);
            List<Vector3> after = chain.guardedPoints(to);
            for (int p = 0; p < before.size(); p++) {
                assertThat(before.get(p).distanceTo(after.get(p))).isLessThanOrEqualTo(longest + EXACT);
            }
        });
    }

    @Test
    void nothingIsLedThroughAPlaceThatIsKeptOutOf() {
        Cases.each(3000, random -> {
            double[] from = posture(random, narrow);
            if (narrow.judge(from, command(random, from), PERIOD) instanceof Verdict.Lead lead) {
                for (int i = 0; i <= 50; i++) {
                    for (Vector3 point : chain.guardedPoints(between(from, lead.applied(), random.nextDouble()))) {
                        assertThat(keptOut.contains(point)).as("%s", point).isFalse();
                    }
                }
            }
        });
    }

    @Test
    void whatIsShortenedKeepsItsDirection() {
        Cases.each(1000, random -> {
            double[] from = posture(random, envelope);
            double[] wanted = between(from, command(random, from), 0.1);
            Verdict.Lead lead = (Verdict.Lead) envelope.judge(from, wanted, PERIOD);
            if (lead.clamps().contains(Clamp.JOINT_LIMIT)) {
                return;
            }
            double share = 0;
            for (int i = 0; i < from.length; i++) {
                share = Math.max(share, Math.abs((lead.applied()[i] - from[i]) / (wanted[i] - from[i])));
            }
            double[] straight = between(from, wanted, share);
            for (int i = 0; i < from.length; i++) {
                assertThat(Math.abs(lead.applied()[i] - straight[i])).isLessThan(1e-6);
            }
        });
    }

    @Test
    void shortenedOrNotIsSaidExactly() {
        Cases.each(2000, random -> {
            double[] from = posture(random, envelope);
            double[] wanted = command(random, from);
            Verdict.Lead lead = (Verdict.Lead) envelope.judge(from, wanted, PERIOD);
            if (lead.clamps().isEmpty()) {
                assertThat(lead.applied()).containsExactly(wanted);
            } else {
                assertThat(lead.applied()).isNotEqualTo(wanted);
            }
        });
    }

    @Test
    void whatWasAllowedIsAllowedAgain() {
        Cases.each(1000, random -> {
            double[] from = posture(random, envelope);
            double[] once = ((Verdict.Lead) envelope.judge(from, command(random, from), PERIOD)).applied();
            double[] twice = ((Verdict.Lead) envelope.judge(from, once, PERIOD)).applied();
            for (int i = 0; i < once.length; i++) {
                assertThat(twice[i]).isCloseTo(once[i], org.assertj.core.api.Assertions.within(1e-6));
            }
        });
    }

    @Test
    void anyNumberOfCommandsInARowStaysInside() {
        Cases.each(60, random -> {
            double[] at = posture(random, envelope);
            for (int i = 0; i < 60; i++) {
                Verdict verdict = envelope.judge(at, command(random, at), PERIOD);
                assertThat(verdict)
                        .as("an arm that was led by it is never astray")
                        .isInstanceOf(Verdict.Lead.class);
                at = ((Verdict.Lead) verdict).applied();
                for (Vector3 point : chain.guardedPoints(at)) {
                    assertThat(envelope.limits().workspace().outside(point)).isLessThanOrEqualTo(EXACT);
                }
            }
        });
    }

    @Test
    void nothingThatIsNoNumberEverLeads() {
        Cases.each(500, random -> {
            double[] from = posture(random, envelope);
            double[] wanted = command(random, from);
            wanted[random.nextInt(wanted.length)] = switch (random.nextInt(3)) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                default -> Double.NEGATIVE_INFINITY;
            };
            assertThat(envelope.judge(from, wanted, PERIOD)).isInstanceOf(Verdict.NoCommand.class);
        });
    }
}
