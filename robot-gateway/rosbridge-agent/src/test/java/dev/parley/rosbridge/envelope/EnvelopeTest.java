package dev.parley.rosbridge.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rosbridge.description.Vector3;
import dev.parley.rosbridge.standin.Robots;
import dev.parley.station.v1.Box;
import dev.parley.station.v1.SafetyEnvelope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final Envelope envelope = new Envelope(Robots.limits(), Robots.chain());

    @Test
    void smallCommandIsCarriedOutAsItIs() {
        double[] wanted = {0.02, 0.31, 1.19, 0.2};
        assertThat(envelope.judge(Robots.READY, wanted, PERIOD)).isEqualTo(new Verdict.Lead(wanted, Set.of()));
    }

    @Test
    void everyReasonToShortenIsNamed() {
        assertThat(clamps(new double[] {0.18, 0.3, 1.2, 0.2})).contains(Clamp.JOINT_VELOCITY);
        assertThat(clamps(new double[] {0.5, 0.3, 1.2, 0.2})).contains(Clamp.JOINT_STEP);
        assertThat(clamps(new double[] {9, 0.3, 1.2, 0.2})).contains(Clamp.JOINT_LIMIT);
        assertThat(clamps(new double[] {0.14, 0.44, 1.2, 0.2})).contains(Clamp.TOOL_SPEED);
    }

    private Set<Clamp> clamps(double[] wanted) {
        return ((Verdict.Lead) envelope.judge(Robots.READY, wanted, PERIOD)).clamps();
    }

    @Test
    void armIsLedUpToTheFaceAndNoFarther() {
        double[] at = Robots.READY;
        Verdict.Lead lead = (Verdict.Lead) envelope.judge(at, at, PERIOD);
        for (int i = 0; i < 60; i++) {
            lead = (Verdict.Lead) envelope.judge(at, new double[] {at[0] + 0.1, at[1], at[2], at[3]}, PERIOD);
            at = lead.applied();
        }
        assertThat(lead.clamps()).contains(Clamp.WORKSPACE);
        double y = Robots.chain().tool(at).position().y();
        assertThat(y).isBetween(0.297, 0.3);
    }

    @Test
    void whatIsKeptOutOfTripsTheEpisode() {
        Vector3 tool = Robots.chain().tool(Robots.READY).position();
        Region ahead = new Region(
                new Vector3(tool.x() - 0.05, tool.y() + 0.01, tool.z() - 0.05),
                new Vector3(tool.x() + 0.05, tool.y() + 0.2, tool.z() + 0.05));
        Envelope kept = new Envelope(Robots.limits(List.of(ahead)), Robots.chain());
        assertThat(kept.judge(Robots.READY, new double[] {0.1, 0.3, 1.2, 0.2}, PERIOD))
                .isInstanceOfSatisfying(
                        Verdict.Trip.class, trip -> assertThat(trip.why()).contains("nothing may be"));
        assertThat(kept.judge(Robots.READY, new double[] {-0.05, 0.3, 1.2, 0.2}, PERIOD))
                .isInstanceOf(Verdict.Lead.class);
    }

    @Test
    void armThatStandsOutsideIsNotLedAtAll() {
        double[] outside = {2, 0.3, 1.2, 0.2};
        assertThat(envelope.judge(outside, Robots.READY, PERIOD))
                .isInstanceOfSatisfying(
                        Verdict.Astray.class, astray -> assertThat(astray.why()).contains("a person leads it back"));
        assertThat(envelope.astray(new double[] {0, 2, 0, 0}))
                .hasValueSatisfying(why -> assertThat(why).contains("shoulder"));
        assertThat(envelope.astray(new double[] {Double.NaN, 0.3, 1.2, 0.2})).isPresent();
    }

    @Test
    void widthIsChecked() {
        assertThat(envelope.judge(Robots.READY, new double[3], PERIOD)).isInstanceOf(Verdict.NoCommand.class);
    }

    @Test
    void narrowerOfBothSidesWins() {
        SafetyEnvelope platform = SafetyEnvelope.newBuilder()
                .setWorkspace(Box.newBuilder()
                        .setMinXM(-1)
                        .setMinYM(-0.1)
                        .setMinZM(0.2)
                        .setMaxXM(1)
                        .setMaxYM(1)
                        .setMaxZM(1))
                .setMaxToolSpeedMPerS(0.2)
                .setMaxStepDeltaM(1)
                .setCommandWatchdogMs(250)
                .build();
        EnvelopeLimits narrow = Robots.limits().narrowedBy(platform);
        assertThat(narrow.workspace()).isEqualTo(new Region(new Vector3(0.1, -0.1, 0.2), new Vector3(0.5, 0.3, 0.6)));
        assertThat(narrow.maxToolSpeedMPerS()).isEqualTo(0.2);
        assertThat(narrow.maxToolStepM()).isEqualTo(0.06);
        assertThat(narrow.watchdog()).isEqualTo(Duration.ofMillis(250));
        assertThat(Robots.limits().narrowedBy(SafetyEnvelope.getDefaultInstance()))
                .isEqualTo(Robots.limits());
        assertThat(Robots.limits()
                        .narrowedBy(SafetyEnvelope.newBuilder()
                                .setCommandWatchdogMs(5000)
                                .build())
                        .watchdog())
                .as("nobody far away makes it wait longer")
                .isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void envelopeThatLeavesNothingOrIsNoNumberIsRefused() {
        SafetyEnvelope elsewhere = SafetyEnvelope.newBuilder()
                .setWorkspace(
                        Box.newBuilder().setMinXM(5).setMaxXM(6).setMaxYM(1).setMaxZM(1))
                .build();
        assertThatThrownBy(() -> Robots.limits().narrowedBy(elsewhere)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Robots.limits()
                        .narrowedBy(SafetyEnvelope.newBuilder()
                                .setMaxToolSpeedMPerS(Double.NaN)
                                .build()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Robots.limits()
                        .narrowedBy(
                                SafetyEnvelope.newBuilder().setMaxStepDeltaM(-1).build()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Robots.limits()
                        .narrowedBy(SafetyEnvelope.newBuilder()
                                .addKeepOut(Box.newBuilder().setMaxXM(Double.POSITIVE_INFINITY))
                                .build()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shareOfShortenedCommandsIsCounted() {
        ClampShare share = new ClampShare();
        assertThat(share.share()).isZero();
        share.count(Set.of());
        share.count(Set.of(Clamp.WORKSPACE, Clamp.TOOL_SPEED));
        share.count(Set.of());
        share.count(Set.of(Clamp.WORKSPACE));
        assertThat(share.share()).isEqualTo(0.5);
        assertThat(share.byCause()).containsEntry(Clamp.WORKSPACE, 2).containsEntry(Clamp.TOOL_SPEED, 1);
        assertThat(share.words()).isEqualTo("2 of 4 commands were shortened (50 %).");
    }
}
