package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.station.StationKind;
import dev.parley.station.v1.Artifact;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeAck;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeReport;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.HeldEpisode;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.StationFrame;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a station may delete what it recorded. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EpisodeEndTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    /** As after a lost connection: everything that was not acknowledged is said again, in whatever order it arrives. */
    @Test
    void eventRepeatedAfterTheEndDoesNotLetTheRecordingGo() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        lab.announce(registered);
        AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
        AssignmentData leased = Lab.await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30)));
        try (RawStation station = RawStation.control(registered, WireEncoding.BINARY)) {
            station.send(StationFrame.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setBootId("announced")
                            .setProtocolMin(WireLimits.PROTOCOL)
                            .setProtocolMax(WireLimits.PROTOCOL)
                            .setCapabilities(Lab.capabilities(StationKind.SIMULATOR))
                            .addHeld(HeldEpisode.newBuilder()
                                    .setEpisodeId(leased.id().toString())
                                    .setFence(leased.fence().value())
                                    .setState(EpisodeState.EPISODE_STATE_CREATED)))
                    .build());
            station.await(GatewayFrame::hasWelcome);
            said(station, event(leased, 1, EpisodeState.EPISODE_STATE_RESETTING));
            said(station, event(leased, 2, EpisodeState.EPISODE_STATE_READY));
            said(station, event(leased, 3, EpisodeState.EPISODE_STATE_RUNNING));
            said(station, event(leased, 4, EpisodeState.EPISODE_STATE_FINALIZING));

            EpisodeAck end = said(
                    station,
                    event(leased, 5, EpisodeState.EPISODE_STATE_TERMINATED)
                            .setEndReason(EndReason.END_REASON_TASK_DONE)
                            .setReport(EpisodeReport.newBuilder()
                                    .setSteps(7)
                                    .addArtifacts(Artifact.newBuilder()
                                            .setName("main.mp4")
                                            .setContentType("video/mp4")
                                            .setSizeBytes(4)
                                            .setSha256("0".repeat(64)))));
            EpisodeAck repeated = said(station, event(leased, 4, EpisodeState.EPISODE_STATE_FINALIZING));

            assertThat(end.getWantedArtifactsList()).containsExactly("main.mp4");
            assertThat(end.getMayDeleteLocal()).isFalse();
            assertThat(repeated.getMayDeleteLocal()).isFalse();
        }
    }

    private static EpisodeAck said(RawStation station, EpisodeEvent.Builder event) throws Exception {
        station.send(StationFrame.newBuilder().setEpisodeEvent(event).build());
        return station.await(
                        frame -> frame.hasEpisodeAck() && frame.getEpisodeAck().getSequence() == event.getSequence())
                .getEpisodeAck();
    }

    private static EpisodeEvent.Builder event(AssignmentData leased, long sequence, EpisodeState state) {
        return EpisodeEvent.newBuilder()
                .setEpisodeId(leased.id().toString())
                .setFence(leased.fence().value())
                .setSequence(sequence)
                .setState(state);
    }
}
