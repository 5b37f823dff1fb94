package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.redis.RedisConnections;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.station.StopCommands;
import dev.parley.station.Station;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.StopState;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class StopChainTest {
    @Inject
    Lab lab;

    @Inject
    StopCommands stops;

    @Inject
    Stations stations;

    @Inject
    Assignments assignments;

    @Inject
    RedisConnections redis;

    @Inject
    Pool postgres;

    @Test
    void stopEndsEpisodeLatchesSurvivesRestartAndIsClearedByNameOnly() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, false);
        String stopId;
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);

            Lab.await(stops.stop(registered.id(), "Ada", "smoke"));

            assertThat(body.stops.poll(5, TimeUnit.SECONDS)).isEqualTo(StopLevel.STOP_LEVEL_CONTROLLED_STOP);
            EpisodeData episode = lab.episode(offered.id(), "aborted", it -> it.state() == EpisodeState.ABORTED);
            assertThat(episode.endReason()).contains(EndReason.STOPPED_BY_STAFF);
            Lab.until(
                    "latched on both sides",
                    () -> station.status().stopId().isPresent()
                            && station.status().stopId().equals(now(registered).stopId()));
            stopId = station.status().stopId().orElseThrow();
            Lab.until("handed over", () -> station.status().held() == 0);
        }

        CountingBody restarted = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, true);
        try (Station station = lab.connect(registered, restarted, WireEncoding.BINARY)) {
            assertThat(station.status().stopId()).contains(stopId);
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            Lab.until(
                    "a stopped station declines",
                    () -> Lab.await(assignments.find(offered.id()))
                                    .orElseThrow()
                                    .state()
                            == AssignmentState.DECLINED);

            Lab.await(stations.clearStop(registered.id(), stopId, "Grace", "the smoke was steam"));

            Lab.until("cleared at the station", () -> station.status().stopId().isEmpty());
            assertThat(now(registered).stopId()).isEmpty();
            assertThat(restarted.moved.get()).isZero();
        }
    }

    @Test
    void stopThatReachesTheStationAfterItWasClearedIsGrantedItsClearing() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, true);
        Lab.await(stations.latchStop(registered.id(), "late-1", "Ada", "smoke"));
        Lab.await(stations.clearStop(registered.id(), "late-1", "Grace", "steam"));
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            // As another replica passes it on, whose way by Redis was longer than a person took to clear it.
            Lab.await(redis.run(commands -> commands.publish(
                    "parley:stops",
                    new JsonObject()
                            .put("station", registered.id().toString())
                            .put("stop", "late-1")
                            .put("by", "Ada")
                            .put("reason", "smoke")
                            .encode())));

            assertThat(body.stops.poll(5, TimeUnit.SECONDS)).isEqualTo(StopLevel.STOP_LEVEL_CONTROLLED_STOP);
            Lab.until("cleared at the station", () -> station.status().stopId().isEmpty());
            assertThat(now(registered).stopId()).isEmpty();
        }
    }

    @Test
    void stopPressedBetweenAnothersClearingAndTheNextLookKeepsTheStationStopped() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, true);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            Lab.await(stops.stop(registered.id(), "Ada", "smoke"));
            assertThat(body.stops.poll(5, TimeUnit.SECONDS)).isNotNull();
            Lab.until("latched", () -> now(registered).stopId().isPresent());
            Optional<String> first = station.status().stopId();
            Lab.until("seen", () -> now(registered).stopId().equals(first));
            // As one look of the gateway sees it: the first was cleared, and another one was pressed since.
            postgres.preparedQuery("UPDATE station SET stop_id = 'second', stop_note = 'flames' WHERE id = $1")
                    .executeAndAwait(Tuple.of(registered.id().value()));
            assertThat(body.stops.poll(5, TimeUnit.SECONDS))
                    .as("the second goes out")
                    .isNotNull();

            // What was granted before this one is carried out before it is answered.
            Lab.await(stops.stop(registered.id(), "Ada", "to be sure"));
            assertThat(station.status().stopId())
                    .as("it was never free in between")
                    .isEqualTo(first);

            Lab.await(stations.clearStop(registered.id(), "second", "Grace", "all is out"));
            Lab.until("cleared as one", () -> station.status().stopId().isEmpty());
        }
    }

    @Test
    void stopThatIsRecordedAfterItWasClearedStaysCleared() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        Lab.await(stations.latchStop(registered.id(), "stop-1", "Ada", "smoke"));
        Lab.await(stations.clearStop(registered.id(), "stop-1", "Grace", "steam"));

        StationData again = Lab.await(stations.latchStop(registered.id(), "stop-1", "Ada", "smoke"));

        assertThat(again.stopId()).isEmpty();
        assertThat(Lab.await(stations.latchStop(registered.id(), "stop-2", "Ada", "smoke again"))
                        .stopId())
                .contains("stop-2");
    }

    @Test
    void stopOfAnAbsentStationWaitsForIt() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);

        Lab.await(stops.stop(registered.id(), "Ada", "no operator"));

        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, true);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            Lab.until(
                    "stopped",
                    () -> station.status().stopId().equals(now(registered).stopId()));
        }
    }

    @Test
    void stopPressedAtTheStationIsKnownToThePlatformAndClearedAtTheStationOnly() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, true);
        try (Station station = lab.connect(registered, body, WireEncoding.JSON)) {
            station.stop(StopLevel.STOP_LEVEL_HOLD, "Linus", "the cloth\u0000 slipped");

            Lab.until(
                    "known",
                    () -> now(registered).stopId().equals(station.status().stopId()));
            assertThat(now(registered).stopNote()).contains("the cloth slipped");
            assertThat(station.clearLocalStop("Linus", "the cloth is back")).isTrue();
            assertThat(station.status().stopId()).isEmpty();
        }
    }

    @Test
    void stationWhoseStopHasAnUnreadableIdIsStoppedAllTheSame() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        try (RawStation station = RawStation.control(registered, WireEncoding.BINARY)) {
            station.send(StationFrame.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setBootId("boot-1")
                            .setProtocolMin(WireLimits.PROTOCOL)
                            .setProtocolMax(WireLimits.PROTOCOL)
                            .setCapabilities(Lab.capabilities(StationKind.SIMULATOR))
                            .setStopState(StopState.newBuilder()
                                    .setLatched(true)
                                    .setStopId("\u0000")
                                    .setReason("x".repeat(5000))))
                    .build());

            Lab.until("stopped", () -> now(registered).stopId().isPresent());

            assertThat(now(registered).stopNote().orElseThrow()).hasSize(300).endsWith("…");
        }
    }

    private StationData now(Lab.Registered registered) {
        return Lab.await(stations.find(registered.id())).orElseThrow();
    }
}
