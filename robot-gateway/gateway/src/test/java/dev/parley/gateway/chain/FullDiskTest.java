package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.station.StationKind;
import dev.parley.gateway.upload.UploadTokens;
import dev.parley.station.Station;
import dev.parley.station.v1.StepRecord;
import dev.parley.testing.EmbeddedServices;
import dev.parley.testing.TinyDisk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The disk of recordings runs full in the middle of an episode: it costs time, and nothing that was acknowledged. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = SmallDisk.class, restrictToAnnotatedClass = true)
class FullDiskTest {
    /** Less than what is kept free. */
    private static final long ALMOST_NOTHING = 200_000;

    @Inject
    Lab lab;

    @Inject
    ArtifactStore store;

    @Inject
    UploadTokens tokens;

    @Test
    void recordingsWaitAtTheStationPromptsAreStillTakenAndAllArrivesOnceThereIsRoom() throws Exception {
        Optional<TinyDisk> mounted = SmallDisk.mounted();
        assumeThat(mounted)
                .as("only root may mount the small disk of this test")
                .isPresent();
        TinyDisk disk = mounted.orElseThrow();
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 60, false);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);
            Lab.until("some steps arrived", () -> segments(offered) > 0);

            disk.fillExcept(ALMOST_NOTHING);

            assertThat(store.trouble())
                    .as("readiness says it")
                    .hasValueSatisfying(trouble -> assertThat(trouble).contains("full"));
            HttpResponse<String> refused = put(offered);
            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("storage-full").contains("full");
            assertThat(lab.ask(Lab.someone()).state())
                    .as("words need no disk of recordings")
                    .isEqualTo(PromptState.QUEUED);
            int before = body.moved.get();
            Lab.until("the robot goes on", () -> body.moved.get() > before + 20);
            body.mayFinish.countDown();
            lab.episode(offered.id(), "finalizing", it -> it.state() == EpisodeState.FINALIZING);
            assertThat(store.find(offered.id(), offered.fence(), "main.mp4")).isEmpty();
            assertThat(station.status().held()).isEqualTo(1);

            disk.makeRoom();

            EpisodeData ended = lab.episode(offered.id(), "terminated", it -> it.state() == EpisodeState.TERMINATED);
            Lab.until("the station may delete", () -> station.status().held() == 0);
            assertThat(store.trouble()).isEmpty();
            assertThat(lab.episode(
                                    offered.id(),
                                    "attached",
                                    it -> !it.recordings().isEmpty())
                            .recordings())
                    .hasSize(1);
            assertThat(steps(offered)).isEqualTo(ended.steps().orElseThrow()).isEqualTo(body.moved.get());
        }
    }

    private long segments(AssignmentData offered) {
        try {
            var folder = SmallDisk.mounted()
                    .orElseThrow()
                    .folder()
                    .resolve("artifacts")
                    .resolve(offered.id().toString());
            if (Files.notExists(folder)) {
                return 0;
            }
            try (var files = Files.walk(folder)) {
                return files.filter(file -> file.getFileName().toString().startsWith("live-"))
                        .count();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> put(AssignmentData offered) throws Exception {
        URI target = Lab.gateway().resolve("/station/v1/uploads/" + offered.id() + "/" + offered.fence() + "/side.mp4");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(target)
                                .header("Authorization", "Bearer " + tokens.mint(offered.id(), offered.fence()))
                                .header("Upload-Offset", "0")
                                .header("Upload-Length", "4")
                                .header("Upload-Sha256", "0".repeat(64))
                                .header("Content-Type", "video/mp4")
                                .PUT(BodyPublishers.ofString("abcd"))
                                .build(),
                        BodyHandlers.ofString());
    }

    private int steps(AssignmentData offered) throws IOException {
        int count = 0;
        try (InputStream in = store.find(offered.id(), offered.fence(), "steps.pb")
                .orElseThrow()
                .open()) {
            while (StepRecord.parseDelimitedFrom(in) != null) {
                count++;
            }
        }
        return count;
    }
}
