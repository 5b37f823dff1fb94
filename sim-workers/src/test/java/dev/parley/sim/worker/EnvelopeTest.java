package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.Position;
import dev.parley.station.v1.Box;
import dev.parley.station.v1.SafetyEnvelope;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final SafetyEnvelope OPEN = SafetyEnvelope.getDefaultInstance();
    private static final Position MIDDLE = new Position(0, 0, 0.1);

    @Test
    void stationsOwnLimitHoldsWhereThePlatformSetsNone() {
        Envelope envelope = Envelope.narrower(OPEN, Envelope.OF_THE_STATION, 10);

        assertThat(envelope.maxStepM())
                .as("0.25 m/s at 10 Hz is narrower than 3 cm")
                .isEqualTo(0.025, within(1e-12));
        assertThat(envelope.watchdog()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void narrowerOfPlatformAndStationWinsInEveryPart() {
        SafetyEnvelope platform = SafetyEnvelope.newBuilder()
                .setWorkspace(box(-1, 0.1))
                .addKeepOut(box(0.05, 0.06))
                .setMaxStepDeltaM(0.01)
                .setCommandWatchdogMs(250)
                .build();

        Envelope envelope = Envelope.narrower(platform, Envelope.OF_THE_STATION, 10);

        assertThat(envelope.workspace().getMaxXM()).isEqualTo(0.1);
        assertThat(envelope.workspace().getMinXM()).isEqualTo(-0.19);
        assertThat(envelope.maxStepM()).isEqualTo(0.01);
        assertThat(envelope.watchdog()).isEqualTo(Duration.ofMillis(250));
        assertThat(envelope.keepOut()).hasSize(1);
    }

    @Test
    void moveIsShortenedButKeepsItsDirection() {
        Envelope envelope = Envelope.narrower(OPEN, Envelope.OF_THE_STATION, 10);

        ArmAction applied = envelope.clamped(new ArmAction(0.03, 0.04, 0, 0.1, 1), MIDDLE);

        assertThat(Math.hypot(applied.dxM(), applied.dyM())).isEqualTo(0.025, within(1e-12));
        assertThat(applied.dyM() / applied.dxM()).isEqualTo(4.0 / 3, within(1e-9));
        assertThat(applied.dyawRad()).isEqualTo(0.1);
    }

    @Test
    void targetNeverLeavesTheWorkspace() {
        Envelope envelope = Envelope.narrower(OPEN, Envelope.OF_THE_STATION, 10);

        ArmAction applied = envelope.clamped(new ArmAction(0.02, 0, 0, 0, 1), new Position(0.26, 0, 0.1));

        assertThat(0.26 + applied.dxM()).isEqualTo(0.27, within(1e-12));
    }

    @Test
    void keepOutZoneIsFoundBeforeTheMove() {
        SafetyEnvelope platform =
                SafetyEnvelope.newBuilder().addKeepOut(box(0.015, 0.1)).build();
        Envelope envelope = Envelope.narrower(platform, Envelope.OF_THE_STATION, 10);

        assertThat(envelope.enters(MIDDLE, new ArmAction(0.01, 0, 0, 0, 1))).isFalse();
        assertThat(envelope.enters(MIDDLE, new ArmAction(0.02, 0, 0, 0, 1))).isTrue();
    }

    @Test
    void workspacesWithNothingInCommonAreRefused() {
        SafetyEnvelope platform =
                SafetyEnvelope.newBuilder().setWorkspace(box(5, 6)).build();

        assertThatThrownBy(() -> Envelope.narrower(platform, Envelope.OF_THE_STATION, 10))
                .hasMessageContaining("nothing in common");
    }

    private static Box box(double minX, double maxX) {
        return Box.newBuilder()
                .setMinXM(minX)
                .setMaxXM(maxX)
                .setMinYM(-1)
                .setMaxYM(1)
                .setMinZM(-1)
                .setMaxZM(1)
                .build();
    }
}
