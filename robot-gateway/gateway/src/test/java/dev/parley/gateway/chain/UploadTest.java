package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.Fence;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.station.StationKind;
import dev.parley.gateway.upload.UploadTokens;
import dev.parley.station.upload.ArtifactUploader;
import dev.parley.station.upload.UploadException;
import dev.parley.station.v1.Artifact;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class UploadTest {
    /** More than one piece. */
    private static final int SIZE = 13_000_000;

    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    ArtifactStore store;

    @Inject
    UploadTokens tokens;

    private final HttpClient http = HttpClient.newHttpClient();
    private final byte[] content = new byte[SIZE];
    private AssignmentData leased;
    private Path file;
    private Artifact artifact;

    @BeforeEach
    void leaseAnEpisode() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        lab.announce(registered);
        AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
        leased = Lab.await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30)));
        new Random(1).nextBytes(content);
        file = Files.write(Files.createTempFile("upload", ".mp4"), content);
        artifact = ArtifactUploader.describe("main.mp4", "video/mp4", file);
    }

    @Test
    void uploadCutInTheMiddleGoesOnWhereItWasCut() throws Exception {
        cutAfter(3_200_000);
        Lab.until("what arrived is kept", () -> offset() >= 1_000_000);

        uploadPatiently();

        assertThat(store.find(leased.id(), leased.fence(), "main.mp4")
                        .orElseThrow()
                        .open())
                .hasBinaryContent(content);
        assertThat(lab.episode(leased.id(), "attached", it -> !it.recordings().isEmpty())
                        .recordings())
                .singleElement()
                .satisfies(recording -> assertThat(recording.sha256()).isEqualTo(artifact.getSha256()));
        assertThat(offset()).as("a finished upload says so").isEqualTo(SIZE);
        new ArtifactUploader(http).upload(target(leased.fence()), token(), artifact, file);
        assertThat(put(target(leased.fence()), token(), SIZE, SIZE, "", "0".repeat(64))
                        .statusCode())
                .as("another digest for what is published")
                .isEqualTo(409);
    }

    @Test
    void recordingWithASoundTrackIsRefused() throws Exception {
        String sound = "....hdlr" + "0".repeat(8) + "soun....";
        HttpResponse<String> response = put(target(leased.fence()), token(), 0, SIZE, sound);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("recording-with-sound").contains("pictures alone");
        assertThat(store.find(leased.id(), leased.fence(), "main.mp4")).isEmpty();
    }

    @Test
    void wrongOffsetIsAnsweredWithTheRightOne() throws Exception {
        HttpResponse<String> response = put(target(leased.fence()), token(), 17, SIZE, "x".repeat(10));

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("Upload-Offset")).contains("0");
        assertThat(response.body()).contains("upload-mismatch").contains("offset 0");
    }

    @Test
    void wrongDigestIsRefusedAndStartsAnew() throws Exception {
        Artifact wrong = artifact.toBuilder().setSha256("0".repeat(64)).build();

        assertThatThrownBy(() -> new ArtifactUploader(http).upload(target(leased.fence()), token(), wrong, file))
                .isInstanceOfSatisfying(
                        UploadException.class,
                        refused -> assertThat(refused.worthRetrying()).isTrue())
                .hasMessageContaining("SHA-256");
        assertThat(offset()).isZero();
        assertThat(store.find(leased.id(), leased.fence(), "main.mp4")).isEmpty();
    }

    @Test
    void staleFenceForeignTokenAndExcessAreRefused() throws Exception {
        Fence stale = new Fence(leased.fence().value() + 1);
        assertThat(put(target(stale), tokens.mint(leased.id(), stale), 0, 4, "abcd")
                        .statusCode())
                .isEqualTo(409);
        assertThat(put(target(stale), token(), 0, 4, "abcd").statusCode()).isEqualTo(401);
        assertThat(put(target(leased.fence()), "plu1.nonsense", 0, 4, "abcd").statusCode())
                .isEqualTo(401);
        assertThat(put(target(leased.fence()), token(), 0, 600L * 1024 * 1024, "abcd")
                        .statusCode())
                .isEqualTo(413);
        assertThat(put(target(leased.fence()), token(), 0, 2, "abcd").statusCode())
                .isEqualTo(409);
        assertThat(put(target(leased.fence()).resolve("Secret.mp4"), token(), 0, 4, "abcd")
                        .statusCode())
                .isEqualTo(400);
    }

    /** As a station does: again, while the platform still unwinds the connection that was cut. */
    private void uploadPatiently() {
        Awaitility.await("uploaded")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(UploadException.class)
                .untilAsserted(
                        () -> new ArtifactUploader(http).upload(target(leased.fence()), token(), artifact, file));
    }

    private String token() {
        return tokens.mint(leased.id(), leased.fence());
    }

    private URI target(Fence fence) {
        return Lab.gateway().resolve("/station/v1/uploads/" + leased.id() + "/" + fence + "/main.mp4");
    }

    private long offset() {
        try {
            HttpRequest request = HttpRequest.newBuilder(target(leased.fence()))
                    .header("Authorization", "Bearer " + token())
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            return http.send(request, BodyHandlers.discarding())
                    .headers()
                    .firstValueAsLong("Upload-Offset")
                    .orElseThrow();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> put(URI target, String token, long offset, long length, String body) throws Exception {
        return put(target, token, offset, length, body, artifact.getSha256());
    }

    private HttpResponse<String> put(URI target, String token, long offset, long length, String body, String sha256)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Authorization", "Bearer " + token)
                .header("Upload-Offset", Long.toString(offset))
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Sha256", sha256)
                .header("Content-Type", "video/mp4")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** Sends the head of a whole upload and part of its body, then pulls the plug. */
    private void cutAfter(int bytes) throws Exception {
        URI target = target(leased.fence());
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + target.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token()
                            + "\r\nContent-Type: video/mp4\r\nContent-Length: " + 8_000_000 + "\r\nUpload-Offset: 0\r\n"
                            + "Upload-Length: " + SIZE + "\r\nUpload-Sha256: " + artifact.getSha256() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(Arrays.copyOf(content, bytes));
            out.flush();
            Lab.until("some arrived", () -> offset() >= 1_000_000);
        }
    }
}
