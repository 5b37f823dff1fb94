package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.contracts.EpisodeId;
import dev.parley.station.whip.VideoFormat;
import dev.parley.station.whip.WhipEndpoint;
import dev.parley.station.whip.WhipPublisher;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of other people publish and watch through the real gateway: ffmpeg's WHIP muxer and GStreamer's webrtcbin. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = MediaServerResource.class, restrictToAnnotatedClass = true)
@Tag("slow")
class ForeignProgramsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path GSTREAMER = Path.of("src", "test", "resources", "gstreamer");
    private static final Path FINDER = Path.of("..", "..", ".mvn", "gstreamer.sh");
    private static final long INSTALL_WITHIN_MIN = 5;
    private static final Pattern DIFFERENT = Pattern.compile("different (\\d+)");

    private static Optional<String> python = Optional.empty();

    private final EpisodeId episode = EpisodeId.random();

    @Inject
    LiveTokens tokens;

    @Inject
    LiveService live;

    @BeforeAll
    static void findGStreamer() throws Exception {
        Path found = Files.createTempFile("parley-gstreamer-", ".txt");
        Process finder = new ProcessBuilder("sh", FINDER.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(found.toFile())
                .start();
        if (finder.waitFor(INSTALL_WITHIN_MIN, TimeUnit.MINUTES) && finder.exitValue() == 0) {
            python = Optional.of(Files.readString(found).strip());
        }
    }

    @Test
    void ffmpegPublishesAndEverybodySees() throws Exception {
        try (ForeignProgram publisher = ForeignProgram.start(ffmpegPublishes(), "")) {
            awaitLive(publisher);
            seenByWebRtc(publisher);
            if (python.isPresent()) {
                seenByGStreamer();
            }
            publisher.end();
            awaitOver();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vp8", "h264"})
    void gStreamerPublishesWithCandidatesThatTrickleAndEverybodySees(String codec) throws Exception {
        try (ForeignProgram publisher = ForeignProgram.start(
                gStreamer("publish.py", endpoint("/station/v1/whip/").toString(), codec),
                tokens.mintPublisher(episode, "main"))) {
            awaitLive(publisher);
            seenByWebRtc(publisher);
            seenByGStreamer();
            publisher.end();
            assertThat(publisher.words())
                    .contains("answered 201", "patched 204", "deleted 200")
                    .doesNotContainPattern("patched (?!204)");
            awaitOver();
        }
    }

    /** What every simulator and every station on the Java SDK publishes with. */
    @Test
    void stationPublishesAndGStreamerSees() throws Exception {
        AtomicInteger shown = new AtomicInteger();
        try (WhipPublisher station = WhipPublisher.start(
                        LiveBench.WEBRTC,
                        HttpClient.newHttpClient(),
                        new WhipEndpoint(endpoint("/station/v1/whip/"), tokens.mintPublisher(episode, "main")),
                        VideoFormat.of(160, 120));
                ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor()) {
            camera.scheduleAtFixedRate(
                    () -> station.show(LiveBench.picture(shown.getAndIncrement())), 0, 50, TimeUnit.MILLISECONDS);
            try {
                await().atMost(SOON).until(() -> live.live(episode, "main"));
                seenByGStreamer();
            } finally {
                camera.shutdownNow();
            }
        }
        awaitOver();
    }

    private void awaitLive(ForeignProgram publisher) {
        await().atMost(SOON).until(() -> {
            assertThat(publisher.runs()).as(publisher::words).isTrue();
            return live.live(episode, "main");
        });
    }

    private void awaitOver() {
        await("the publisher said goodbye").atMost(SOON).until(() -> !live.live(episode, "main"));
    }

    private void seenByWebRtc(ForeignProgram publisher) throws Exception {
        try (WhepViewer viewer = new WhepViewer(LiveBench.WEBRTC, watching())) {
            var joined = viewer.watch();
            assertThat(joined.statusCode())
                    .as(joined.body() + publisher.words())
                    .isEqualTo(201);
            LiveBench.assertMoving(viewer);
            assertThat(viewer.leave(joined)).isEqualTo(200);
        }
    }

    private void seenByGStreamer() throws Exception {
        try (ForeignProgram viewer =
                ForeignProgram.start(gStreamer("view.py", watching().toString()), "")) {
            await("moving pictures").atMost(SOON).until(() -> {
                assertThat(viewer.runs()).as(viewer::words).isTrue();
                return DIFFERENT
                        .matcher(viewer.words())
                        .results()
                        .anyMatch(frame -> Integer.parseInt(frame.group(1)) >= 10);
            });
            viewer.end();
            assertThat(viewer.words()).contains("answered 201", "deleted 200");
        }
    }

    private List<String> ffmpegPublishes() throws Exception {
        Optional<String> program = FfmpegProgram.withWhip();
        assumeTrue(program.isPresent(), "ffmpeg 8 is not tested: run with -Pslow, or put one on the PATH");
        return List.of(
                program.get(),
                "-hide_banner",
                "-nostdin",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "nullsrc=s=160x120:r=15,geq=lum='40+mod(N*16\\,170)':cb=128:cr=128",
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libopenh264",
                "-g",
                "15",
                "-bf",
                "0",
                "-authorization",
                tokens.mintPublisher(episode, "main"),
                "-f",
                "whip",
                endpoint("/station/v1/whip/").toString());
    }

    private static List<String> gStreamer(String script, String... arguments) {
        assumeTrue(
                python.isPresent(),
                "GStreamer is not tested: install Debian's gstreamer1.0-plugins-bad, gstreamer1.0-nice and gir1.2-gst-plugins-bad-1.0");
        List<String> command = new ArrayList<>(
                List.of(python.get(), "-B", GSTREAMER.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private URI watching() {
        return server("/api/v1/episodes/" + episode + "/live/main");
    }

    private URI endpoint(String collection) {
        return server(collection + episode + "/main");
    }

    private static URI server(String path) {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
