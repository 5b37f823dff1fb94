package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.station.StationKind;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeStart;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.OfferReply;
import dev.parley.station.v1.StationFrame;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A station that answers faster than it breathes. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EarlyAnswerTest {
    @Inject
    Lab lab;

    @Test
    void offerThatIsAcceptedBeforeTheFirstHeartbeatStartsWithThatHeartbeat() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        lab.announce(registered);
        AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
        try (RawStation station = RawStation.control(registered, WireEncoding.BINARY)) {
            station.hello(Lab.capabilities(StationKind.SIMULATOR));
            station.await(GatewayFrame::hasEpisodeOffer);
            station.send(StationFrame.newBuilder()
                    .setOfferReply(OfferReply.newBuilder()
                            .setEpisodeId(offered.id().toString())
                            .setFence(offered.fence().value())
                            .setAccepted(true))
                    .build());
            // Work is done in order: once this is refused, the answer was looked at.
            station.send(StationFrame.newBuilder()
                    .setEpisodeEvent(EpisodeEvent.newBuilder()
                            .setEpisodeId(UUID.randomUUID().toString())
                            .setState(EpisodeState.EPISODE_STATE_RUNNING))
                    .build());
            station.await(GatewayFrame::hasRefusal);

            station.beat(1, 0);

            EpisodeStart start = station.await(GatewayFrame::hasEpisodeStart).getEpisodeStart();

            assertThat(start.getEpisodeId()).isEqualTo(offered.id().toString());
            assertThat(start.getAnswersHeartbeat()).isEqualTo(1);
        }
    }
}
