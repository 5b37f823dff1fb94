package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.station.StopCommands;
import dev.parley.gateway.live.MediaServerResource;
import dev.parley.gateway.live.WhepViewer;
import dev.parley.gateway.replica.ReplicaProcess;
import dev.parley.station.Station;
import dev.parley.station.StationBody;
import dev.parley.station.StationConfig;
import dev.parley.station.webrtc.WebRtc;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stations at one gateway process, people at another. The stations' one is killed in the end. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = MediaServerResource.class, restrictToAnnotatedClass = true)
@Tag("slow")
class ReplicaChainTest {
    private static final WebRtc WEBRTC = WebRtc.open();

    @Inject
    Lab lab;

    @Inject
    StopCommands stops;

    @Inject
    Stations stations;

    @Inject
    Prompts prompts;

    @Test
    void whoeverIsAskedItWorksAndSurvivorTakesStationsOver() throws Exception {
        try (ReplicaProcess other = ReplicaProcess.start(Map.of());
                StallingProxy way = new StallingProxy(other.uri())) {
            withdrawalArrivesAtTheOtherReplica(way);
            stopArrivesAtTheOtherReplica(way);
            runningEpisodeSurvivesItsGateway(other, way);
        }
    }

    private void withdrawalArrivesAtTheOtherReplica(StallingProxy way) throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, false);
        try (Station station = connect(registered, body, way.uri())) {
            Author author = Lab.someone();
            PromptData prompt = lab.ask(author);
            AssignmentData offered = lab.offer(prompt, registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);

            Lab.await(prompts.withdraw(prompt.id(), author));

            EpisodeData episode = lab.episode(offered.id(), "aborted", it -> it.state() == EpisodeState.ABORTED);
            assertThat(episode.endReason()).contains(EndReason.STOPPED_BY_ASKER);
            Lab.until("handed over", () -> station.status().held() == 0);
        }
    }

    private void stopArrivesAtTheOtherReplica(StallingProxy way) throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, false);
        try (Station station = connect(registered, body, way.uri())) {
            try (Frozen database = Frozen.postgres()) {
                assertThat(database.processes()).isPositive();
                // Redis alone carries it, and the answer back.
                Lab.await(stops.stop(registered.id(), "Ada", "smoke"));
                assertThat(station.status().stopId()).isPresent();
            }
            Lab.until(
                    "recorded",
                    () -> now(registered).stopId().equals(station.status().stopId()));
            Lab.await(
                    stations.clearStop(registered.id(), now(registered).stopId().orElseThrow(), "Grace", "steam"));
            Lab.until("cleared", () -> station.status().stopId().isEmpty());

            try (Frozen redis = Frozen.redis()) {
                assertThat(redis.processes()).isPositive();
                Lab.await(stops.stop(registered.id(), "Ada", "smoke again"));
                Lab.until(
                        "PostgreSQL carries it alone",
                        () -> station.status().stopId().isPresent());
            }
        }
    }

    private void runningEpisodeSurvivesItsGateway(ReplicaProcess other, StallingProxy way) throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        FilmingBody body = new FilmingBody(Lab.capabilities(StationKind.SIMULATOR), WEBRTC);
        try (Station station = connect(registered, body, way.uri())) {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);
            URI whep = Lab.gateway().resolve("/api/v1/episodes/" + offered.id() + "/live/main");
            try (WhepViewer viewer = new WhepViewer(WEBRTC, whep);
                    Numbers numbers = new Numbers(offered.id().toString())) {
                Lab.until("the other replica's picture can be watched here", () -> joined(viewer));
                assertMoving(viewer);
                assertThat(numbers.next("\"step\"")).contains("\"maxSteps\"");
                assertThat(poster(offered)).isEqualTo(200);

                other.kill();
                way.pointAt(Lab.gateway());

                Lab.until(
                        "the station came here",
                        () -> station.status().online()
                                && now(registered).connection() == StationData.Connection.ONLINE);
                viewer.brightness.clear();
                assertMoving(viewer);
                int moved = body.counting.moved.get();
                Lab.until("it goes on", () -> body.counting.moved.get() > moved + 10);
                numbers.clear();
                assertThat(numbers.next("\"step\"")).contains("\"running\"");
                try (WhepViewer late = new WhepViewer(WEBRTC, whep)) {
                    Lab.until("who comes now sees it too", () -> joined(late));
                    assertMoving(late);
                }
            }
            body.counting.mayFinish.countDown();
            EpisodeData episode =
                    lab.episode(offered.id(), "ended", it -> it.state().terminal());
            assertThat(episode.state()).isEqualTo(EpisodeState.TERMINATED);
            Lab.until("handed over", () -> station.status().held() == 0);
        }
    }

    private static Station connect(Lab.Registered station, StationBody body, URI gateway) throws IOException {
        Station client = Station.connect(StationConfig.of(gateway, station.key(), station.folder()), body);
        Lab.until("station online", () -> client.status().online());
        return client;
    }

    private StationData now(Lab.Registered registered) {
        return Lab.await(stations.find(registered.id())).orElseThrow();
    }

    private static boolean joined(WhepViewer viewer) {
        try {
            return viewer.watch().statusCode() == 201;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int poster(AssignmentData episode) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI poster = Lab.gateway().resolve("/api/v1/episodes/" + episode.id() + "/poster/main.jpg");
            return http.send(HttpRequest.newBuilder(poster).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void assertMoving(WhepViewer viewer) throws InterruptedException {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Integer brightness = viewer.brightness.poll(10, TimeUnit.SECONDS);
            assertThat(brightness).as("frame %d", i).isNotNull();
            seen.add(brightness);
        }
        assertThat(seen).hasSizeGreaterThan(5);
    }

    /** A browser at this replica that follows the live numbers. */
    private static final class Numbers implements WebSocket.Listener, AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();

        Numbers(String episode) {
            http.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(Lab.gateway().toString().replace("http", "ws") + "/api/v1/episodes/" + episode
                                    + "/readouts"),
                            this)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }

        String next(String holding) throws InterruptedException {
            while (true) {
                String text = texts.poll(15, TimeUnit.SECONDS);
                assertThat(text).as("a readout with %s", holding).isNotNull();
                if (text.contains(holding)) {
                    return text;
                }
            }
        }

        void clear() {
            texts.clear();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                texts.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
