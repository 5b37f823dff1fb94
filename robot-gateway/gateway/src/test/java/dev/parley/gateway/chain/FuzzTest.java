package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.station.StationKind;
import dev.parley.gateway.chain.Attackers.Surface;
import dev.parley.gateway.live.LiveTokens;
import dev.parley.gateway.live.MediaServerResource;
import dev.parley.gateway.stop.StopTokens;
import dev.parley.gateway.upload.UploadTokens;
import dev.parley.station.Station;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile input, five seconds a surface; longer and replayed with {@code -Dfuzz.minutes=10 -Dfuzz.seed=N}, one surface alone with
 * {@code -Dfuzz.surface=REST}, all at once with {@code -Dfuzz.together=true}. Afterwards the server has leaked nothing and
 * serves a normal episode. A failure names its seed.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = MediaServerResource.class, restrictToAnnotatedClass = true)
@Tag("slow")
class FuzzTest {
    private static final Logger LOG = Logger.getLogger(FuzzTest.class);
    private static final String FIVE_SECONDS = "0.0834";
    private static final int MORE_FILES = 60;
    private static final long MORE_BYTES = 96L * 1024 * 1024;

    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    LiveTokens live;

    @Inject
    UploadTokens uploads;

    @Inject
    StopTokens stops;

    /** All of them, or the one that {@code -Dfuzz.surface=REST} names. */
    static Stream<Surface> surfaces() {
        String one = System.getProperty("fuzz.surface", "");
        return one.isEmpty() ? Stream.of(Surface.values()) : Stream.of(Surface.valueOf(one));
    }

    @ParameterizedTest
    @MethodSource("surfaces")
    void hostileInputIsRefusedAndNothingLeaks(Surface surface) throws Exception {
        everyAttackIsRefused(List.of(surface));
    }

    /** The long run: six attackers in the time of one. */
    @Test
    @EnabledIfSystemProperty(named = "fuzz.together", matches = "true")
    void hostileInputOnEverySurfaceAtOnceIsRefusedAndNothingLeaks() throws Exception {
        everyAttackIsRefused(List.of(Surface.values()));
    }

    private void everyAttackIsRefused(List<Surface> surfaces) throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", FIVE_SECONDS));
        Duration duration = Duration.ofMillis((long) (60_000 * minutes));
        Attackers attackers = attackers();
        attackers.attack(surfaces, 1, Duration.ofSeconds(5));
        int files = openFiles();
        long heap = heap();

        Map<Surface, Attackers.Tally> tallies = attackers.attack(surfaces, seed, duration);

        Awaitility.await(surfaces + ", seed " + seed + ": files are closed again, before there were " + files)
                .atMost(Duration.ofSeconds(60))
                .until(() -> openFiles() <= files + MORE_FILES);
        assertThat(heap())
                .as("%s, seed %d: heap, before it was %d", surfaces, seed, heap)
                .isLessThan(heap + MORE_BYTES);
        tallies.forEach((surface, tally) -> LOG.infof(
                "FUZZ %s, seed %d: %d attacks in %d s, %d refused",
                surface, seed, tally.attacks(), duration.toSeconds(), tally.refused()));
        LOG.infof("FUZZ: open files %d, then %d; heap %d MB, then %d MB", files, openFiles(), heap >> 20, heap() >> 20);
        normalEpisode();
    }

    private Attackers attackers() throws IOException {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        lab.announce(registered);
        AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
        Lab.await(assignments.lease(offered.id(), offered.fence(), Duration.ofHours(2)));
        return new Attackers(
                new HostileFrames(registered, offered),
                new HostileRequests(
                        Lab.gateway(),
                        offered.id().toString(),
                        Map.of(
                                "fence", offered.fence().toString(),
                                "upload", uploads.mint(offered.id(), offered.fence()),
                                "whip", live.mintPublisher(offered.id(), "main"),
                                "stop", stops.mint("Mallory", Duration.ofHours(2)))));
    }

    private void normalEpisode() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 20, true);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            lab.episode(offered.id(), "known", it -> true);
            followNumbers(offered);
            lab.episode(offered.id(), "terminated", it -> it.state() == EpisodeState.TERMINATED);
            Lab.until("handed over", () -> station.status().held() == 0);
        }
    }

    /** Attackers must not have taken the places of people who watch. */
    private static void followNumbers(AssignmentData offered) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI readouts = URI.create(
                    Lab.gateway().toString().replace("http", "ws") + "/api/v1/episodes/" + offered.id() + "/readouts");
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(readouts, new WebSocket.Listener() {})
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            assertThat(socket.isInputClosed()).isFalse();
            socket.abort();
        }
    }

    private static int openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return Math.toIntExact(files.count());
        }
    }

    /** Bytes in use after collections, the smallest of some looks. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
