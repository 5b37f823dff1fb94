package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.LiveVideo;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.gateway.live.FfmpegProgram;
import dev.parley.gateway.live.MediaServerResource;
import dev.parley.gateway.live.WhepViewer;
import dev.parley.station.webrtc.WebRtc;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the Python SDK with a real ffmpeg 8: its camera is live by WHIP while it runs, and its recording is handed in. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = MediaServerResource.class, restrictToAnnotatedClass = true)
@Tag("slow")
class PythonLiveTest {
    private static final WebRtc WEBRTC = WebRtc.open();
    private static final String CAMERA = "above";

    /** Luma of the table, of which the first pixel is. */
    private static final int TABLE = 165;

    private static String python = "";
    private static Path ffmpeg = Path.of("");

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Stations stations;

    @Inject
    LiveVideo video;

    @Inject
    ArtifactStore artifacts;

    @BeforeAll
    static void findPrograms() throws Exception {
        Optional<String> program = FfmpegProgram.withWhip();
        assumeTrue(program.isPresent(), "video of stations in Python is not tested: there is no ffmpeg 8");
        ffmpeg = Path.of(program.orElseThrow());
        Optional<String> found = PythonStation.interpreter();
        assumeTrue(found.isPresent(), "stations in Python are not tested: install Debian's python3-websockets");
        python = found.orElseThrow();
    }

    @Test
    void cameraIsSeenWhileTheEpisodeRunsAndTheRecordingPlaysAfterwards(@TempDir Path folder) throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        try (PythonStation station = PythonStation.idle(python, registered, ffmpeg.resolveSibling(""))) {
            station.awaitOnline(stations);
            AssignmentData offered = lab.offer(
                    Lab.await(prompts.submit(
                            new PromptRequest(
                                    Optional.of("put the red puck in the blue pocket"),
                                    Optional.empty(),
                                    Optional.of(PythonStation.SCENE),
                                    Optional.empty(),
                                    OptionalLong.of(7)),
                            Lab.someone())),
                    registered,
                    0);
            Lab.until("its camera is live", () -> video.live(offered.id(), CAMERA));
            try (WhepViewer viewer = new WhepViewer(
                    WEBRTC, Lab.gateway().resolve("/api/v1/episodes/" + offered.id() + "/live/" + CAMERA))) {
                var joined = viewer.watch();
                assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
                for (int i = 0; i < 10; i++) {
                    assertThat(viewer.brightness.poll(10, TimeUnit.SECONDS))
                            .as("picture %d", i)
                            .isNotNull()
                            .isBetween(TABLE - 10, TABLE + 10);
                }
            }
            lab.episode(offered.id(), "over", it -> it.state() == EpisodeState.TRUNCATED);
            Lab.until("handed in", station::holdsNothing);

            Lab.until("the publishing program said goodbye", () -> !video.live(offered.id(), CAMERA));
            assertThat(framesOf(
                            artifacts
                                    .find(offered.id(), offered.fence(), CAMERA + ".mp4")
                                    .orElseThrow(),
                            folder))
                    .as("a picture before each step and one after the last")
                    .isEqualTo(121);
        }
    }

    /** Decodes it all: what does not play fails. */
    private static long framesOf(StoredArtifact recording, Path folder) throws Exception {
        Path film = folder.resolve("film.mp4");
        try (InputStream in = recording.open()) {
            Files.copy(in, film, StandardCopyOption.REPLACE_EXISTING);
        }
        Process decoder = new ProcessBuilder(
                        ffmpeg.toString(),
                        "-hide_banner",
                        "-loglevel",
                        "error",
                        "-xerror",
                        "-i",
                        film.toString(),
                        "-f",
                        "framecrc",
                        "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String frames = new String(decoder.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(decoder.waitFor()).as(frames).isZero();
        return frames.lines().filter(line -> line.startsWith("0,")).count();
    }
}
