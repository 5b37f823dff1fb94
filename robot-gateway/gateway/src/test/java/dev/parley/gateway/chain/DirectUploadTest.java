package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.Fence;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.station.StationKind;
import dev.parley.gateway.upload.UploadTokens;
import dev.parley.station.Station;
import dev.parley.station.upload.ArtifactUploader;
import dev.parley.station.v1.Artifact;
import dev.parley.testing.EmbeddedServices;
import dev.parley.testing.S3Server;
import dev.parley.testing.S3Services;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Recordings in an S3 store: stations put them there themselves, browsers fetch them there. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = S3Services.class, restrictToAnnotatedClass = true)
class DirectUploadTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    ArtifactStore store;

    @Inject
    UploadTokens tokens;

    @ConfigProperty(name = "parley.data")
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void stationPutsItsRecordingIntoTheStoreAndBrowserReadsARangeThere() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 20, true);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);

            EpisodeData episode = lab.episode(offered.id(), "terminated", it -> it.state() == EpisodeState.TERMINATED);

            Lab.until(
                    "the station deleted what the store has",
                    () -> station.status().held() == 0);
            assertThat(episode.recordings())
                    .singleElement()
                    .satisfies(recording -> assertThat(recording.sizeBytes()).isEqualTo(300_000));
            assertThat(store.find(offered.id(), offered.fence(), "main.mp4"))
                    .hasValueSatisfying(found -> assertThat(found).isInstanceOf(StoredArtifact.Elsewhere.class));
            assertThat(store.find(offered.id(), offered.fence(), "steps.pb")).isPresent();
            assertThat(store.find(offered.id(), offered.fence(), "main.jpg")).isPresent();
            assertThat(onDisk(offered))
                    .as("no byte of it came through this server")
                    .isEmpty();
            HttpResponse<byte[]> part = http.send(
                    HttpRequest.newBuilder(sentTo("/api/v1/episodes/" + offered.id() + "/recordings/main.mp4"))
                            .header("Range", "bytes=100-109")
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("Content-Range")).contains("bytes 100-109/300000");
            byte[] picture = new byte[300_000];
            new Random(7).nextBytes(picture);
            assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(picture, 100, 110));
            assertThat(get("/api/v1/episodes/" + offered.id() + "/steps").body())
                    .contains("\"step\":19");
        }
    }

    @Test
    void storeThatIsAwayForAWhileCostsTimeAndNothingElse() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 20, true);
        S3Server server = S3Services.server();
        server.stop();
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            try {
                lab.episode(offered.id(), "finalizing", it -> it.state() == EpisodeState.FINALIZING);
                assertThat(station.status().held()).as("kept at the station").isEqualTo(1);
            } finally {
                server.restart();
            }

            lab.episode(offered.id(), "terminated", it -> it.state() == EpisodeState.TERMINATED);

            Lab.until("uploaded in the end", () -> station.status().held() == 0);
            assertThat(lab.episode(offered.id(), "attached", it -> true).recordings())
                    .singleElement()
                    .satisfies(recording -> assertThat(recording.sizeBytes()).isEqualTo(300_000));
            assertThat(store.find(offered.id(), offered.fence(), "main.mp4")).isPresent();
        }
    }

    @Test
    void addressIsGivenForThisEpisodeAndFenceOnlyAndADigestThatLiesIsFoundOut() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        lab.announce(registered);
        AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
        AssignmentData leased = Lab.await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30)));
        Path file = Files.write(Files.createTempFile("upload", ".mp4"), new byte[] {1, 2, 3});
        Artifact artifact = ArtifactUploader.describe("main.mp4", "video/mp4", file);
        Fence stale = new Fence(leased.fence().value() + 1);
        String token = tokens.mint(leased.id(), leased.fence());

        assertThat(ask(target(leased, stale), tokens.mint(leased.id(), stale), artifact)
                        .statusCode())
                .isEqualTo(409);
        assertThat(ask(target(leased, stale), token, artifact).statusCode()).isEqualTo(401);
        HttpResponse<Void> answer = ask(target(leased, leased.fence()), token, artifact);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Upload-Location"))
                .hasValueSatisfying(location -> assertThat(location)
                        .startsWith(S3Services.server().endpoint().toString())
                        .doesNotContain(token));
        Artifact lie = artifact.toBuilder().setSha256("0".repeat(64)).build();
        assertThatThrownBy(() -> new ArtifactUploader(http).upload(target(leased, leased.fence()), token, lie, file))
                .hasMessageContaining("SHA-256");
        assertThat(store.find(leased.id(), leased.fence(), "main.mp4")).isEmpty();
        new ArtifactUploader(http).upload(target(leased, leased.fence()), token, artifact, file);
        assertThat(store.find(leased.id(), leased.fence(), "main.mp4")).isPresent();
    }

    private HttpResponse<Void> ask(URI target, String token, Artifact artifact) throws Exception {
        return http.send(
                HttpRequest.newBuilder(target)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", artifact.getContentType())
                        .header("Upload-Length", Long.toString(artifact.getSizeBytes()))
                        .header("Upload-Sha256", artifact.getSha256())
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }

    private static URI target(AssignmentData leased, Fence fence) {
        return Lab.gateway().resolve("/station/v1/uploads/" + leased.id() + "/" + fence + "/main.mp4");
    }

    private URI sentTo(String path) throws Exception {
        HttpResponse<String> redirect = get(path);
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Cache-Control")).contains("no-store");
        return URI.create(redirect.headers().firstValue("Location").orElseThrow());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(Lab.gateway().resolve(path)).build(), BodyHandlers.ofString());
    }

    /** Files of the attempt here, but for the live log's segments. */
    private List<String> onDisk(AssignmentData attempt) throws IOException {
        Path folder = data.resolve("artifacts").resolve(attempt.id().toString());
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("live-"))
                    .toList();
        }
    }
}
