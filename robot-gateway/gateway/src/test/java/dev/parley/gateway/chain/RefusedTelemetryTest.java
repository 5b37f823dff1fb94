package dev.parley.gateway.chain;

import static dev.parley.gateway.chain.RefusalRig.ack;
import static dev.parley.gateway.chain.RefusalRig.batch;
import static dev.parley.gateway.chain.RefusalRig.noted;
import static dev.parley.gateway.chain.RefusalRig.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.station.StationKind;
import dev.parley.station.v1.Poster;
import dev.parley.station.v1.TelemetryFrame;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Steps, notes and stills: stored once, acknowledged as far as they are whole, and refused to strangers. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RefusedTelemetryTest {
    @Inject
    Lab lab;

    @Inject
    RefusalRig rig;

    @Test
    void telemetryIsStoredAcknowledgedOnceAndRefusedToStrangers() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        AssignmentData leased = rig.leased(registered);
        try (RawStation telemetry = new RawStation("/station/v1/telemetry", registered.key(), WireEncoding.JSON)) {
            telemetry.send(batch(leased.id(), leased.fence().value(), 0, 5));
            telemetry.send(batch(leased.id(), leased.fence().value(), 3, 5));
            assertThat(ack(telemetry)).isEqualTo(5);
            assertThat(ack(telemetry)).isEqualTo(8);

            telemetry.send(batch(leased.id(), leased.fence().value(), 11, 2));
            assertThat(ack(telemetry)).as("a gap is not stored").isEqualTo(8);

            telemetry.send(batch(leased.id(), leased.fence().value() + 1, 8, 2));
            assertThat(refusal(telemetry)).contains("another fence");
            telemetry.send(batch(EpisodeId.random(), 1, 0, 1));
            assertThat(refusal(telemetry)).contains("does not run at this station");
            telemetry.send(TelemetryFrame.newBuilder()
                    .setPoster(Poster.newBuilder()
                            .setEpisodeId(leased.id().toString())
                            .setFence(leased.fence().value())
                            .setCamera("main")
                            .setJpeg(ByteString.copyFromUtf8("GIF89a")))
                    .build());
            assertThat(refusal(telemetry)).contains("JPEG");
        }
        Lab.Registered stranger = lab.register(StationKind.SIMULATOR);
        try (RawStation telemetry = new RawStation("/station/v1/telemetry", stranger.key(), WireEncoding.BINARY)) {
            telemetry.send(batch(leased.id(), leased.fence().value(), 0, 5));
            assertThat(refusal(telemetry)).contains("does not run at this station");
        }
    }

    @Test
    void notesBeyondTheirLimitsAreRefusedAndNotStored() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        AssignmentData leased = rig.leased(registered);
        try (RawStation telemetry = new RawStation("/station/v1/telemetry", registered.key(), WireEncoding.BINARY)) {
            telemetry.send(noted(leased, 0, "x".repeat(WireLimits.STEP_NOTE_CHARACTERS)));
            assertThat(ack(telemetry)).isEqualTo(1);

            telemetry.send(noted(leased, 1, "x".repeat(WireLimits.STEP_NOTE_CHARACTERS + 1)));

            assertThat(refusal(telemetry)).contains("at most 500 characters of notes; step 1 has 501");
        }
    }
}
