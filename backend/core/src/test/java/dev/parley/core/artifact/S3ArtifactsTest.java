package dev.parley.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.problem.ErrorCode;
import dev.parley.testing.S3Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ArtifactsTest extends ArtifactStoreContract {
    private static S3Server server;

    @TempDir
    Path disk;

    private final HttpClient http = HttpClient.newHttpClient();
    private S3Artifacts store;

    @BeforeAll
    static void startServer() {
        server = new S3Server();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() {
        store = new S3Artifacts(new FileArtifacts(disk, 0), new S3Bucket(settings(Duration.ofMinutes(5))));
    }

    @AfterEach
    void disconnect() {
        store.close();
    }

    @Override
    ArtifactStore store() {
        return store;
    }

    @Test
    void senderPutsItPastTheServerAndItIsPublishedOnceChecked() throws Exception {
        DirectUpload upload = upload(BYTES);
        assertThat(upload.toString()).doesNotContain("Signature");

        assertThat(put(upload, BYTES).statusCode()).isEqualTo(200);

        assertThat(store.find(episode, fence, "main.mp4"))
                .as("not before it is checked")
                .isEmpty();
        assertThat(store.partialSize(episode, fence, "main.mp4")).isEqualTo(6);
        store.complete(episode, fence, "main.mp4", sha256(BYTES), 6);
        assertThat(stored("main.mp4")).isEqualTo(BYTES);
        assertThat(store.partialSize(episode, fence, "main.mp4")).isZero();
    }

    @Test
    void addressStaysGoodButCannotChangeWhatIsPublished() throws Exception {
        DirectUpload upload = upload(BYTES);
        put(upload, BYTES);
        store.complete(episode, fence, "main.mp4", sha256(BYTES), 6);

        put(upload, "FRAMES".getBytes(StandardCharsets.US_ASCII));

        assertThat(stored("main.mp4")).isEqualTo(BYTES);
        refused(() -> store.complete(episode, fence, "main.mp4", sha256(BYTES), 6));
        store.complete(episode, fence, "main.mp4", sha256(BYTES), 6);
        assertThat(stored("main.mp4")).isEqualTo(BYTES);
    }

    @Test
    void otherLengthTypeOrDigestThanSignedIsRefusedByTheStore() throws Exception {
        DirectUpload upload = upload(BYTES);
        assertThat(put(upload, Arrays.copyOf(BYTES, 5)).statusCode()).isEqualTo(403);
        HttpRequest html = HttpRequest.newBuilder(upload.location())
                .header("content-type", "text/html")
                .PUT(BodyPublishers.ofByteArray(BYTES))
                .build();
        assertThat(http.send(html, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(upload.headers()).containsKeys("content-type", "x-amz-checksum-sha256");
        assertThat(store.partialSize(episode, fence, "main.mp4")).isZero();
    }

    @Test
    void stagedBytesWithAnotherDigestOrSizeAreThrownAway() throws Exception {
        byte[] other = "FRAMES".getBytes(StandardCharsets.US_ASCII);
        put(upload(other), other);
        refused(() -> store.complete(episode, fence, "main.mp4", sha256(BYTES), 6));
        assertThat(store.partialSize(episode, fence, "main.mp4")).isZero();

        put(upload(other), other);
        refused(() -> store.complete(episode, fence, "main.mp4", sha256(BYTES), 7));
        assertThat(store.partialSize(episode, fence, "main.mp4")).isZero();
        assertThat(store.find(episode, fence, "main.mp4")).isEmpty();
    }

    @Test
    void senderInPiecesIsNotHeldUpByWhatAnotherStaged() throws Exception {
        put(upload(BYTES), BYTES);
        refused(() -> store.append(episode, fence, "main.mp4", 6, BYTES, 2));
        assertThat(store.partialSize(episode, fence, "main.mp4")).isZero();
        store.append(episode, fence, "main.mp4", 0, BYTES, 6);
        store.complete(episode, fence, "main.mp4", sha256(BYTES), 6);
        assertThat(stored("main.mp4")).isEqualTo(BYTES);
    }

    @Test
    void browserReadsRangesFromTheStore() throws Exception {
        store.append(episode, fence, "main.mp4", 0, BYTES, 6);
        store.complete(episode, fence, "main.mp4", sha256(BYTES), 6);

        HttpResponse<byte[]> part = get(link(), Optional.of("bytes=2-3"));

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("am".getBytes(StandardCharsets.US_ASCII));
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-3/6");
        assertThat(part.headers().firstValue("Content-Type")).contains("video/mp4");
        assertThat(get(URI.create(link().toString().replace("main.mp4", "side.mp4")), Optional.empty())
                        .statusCode())
                .as("the address is for this artifact alone")
                .isEqualTo(403);
    }

    @Test
    void expiredAddressIsRefused() throws Exception {
        try (S3Artifacts brief =
                new S3Artifacts(new FileArtifacts(disk, 0), new S3Bucket(settings(Duration.ofSeconds(1))))) {
            brief.put(episode, fence, "main.jpg", BYTES);
            URI link = ((StoredArtifact.Elsewhere)
                            brief.find(episode, fence, "main.jpg").orElseThrow())
                    .link();
            DirectUpload upload =
                    brief.direct(episode, fence, "main.mp4", claim(BYTES)).orElseThrow();
            Awaitility.await("expired")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> get(link, Optional.empty()).statusCode() == 403
                            && put(upload, BYTES).statusCode() == 403);
        }
    }

    @Test
    void storeThatIsAwaySaysSoAndNothingIsHalfDone() throws Exception {
        store.append(episode, fence, "main.mp4", 0, BYTES, 6);
        put(
                new S3Artifacts(new FileArtifacts(disk, 0), new S3Bucket(settings(Duration.ofMinutes(5))))
                        .direct(episode, fence, "side.mp4", claim(BYTES))
                        .orElseThrow(),
                BYTES);
        server.stop();
        try {
            refused(ErrorCode.SERVICE_AWAY, () -> store.complete(episode, fence, "main.mp4", sha256(BYTES), 6));
            refused(ErrorCode.SERVICE_AWAY, () -> store.complete(episode, fence, "side.mp4", sha256(BYTES), 6));
            refused(ErrorCode.SERVICE_AWAY, () -> store.put(episode, fence, "main.jpg", BYTES));
            refused(ErrorCode.SERVICE_AWAY, () -> store.find(episode, fence, "main.mp4"));
            assertThat(store.trouble()).contains("The artifact store does not answer");
        } finally {
            server.restart();
        }
        assertThat(store.partialSize(episode, fence, "main.mp4"))
                .as("all of it is still here")
                .isEqualTo(6);
        store.complete(episode, fence, "main.mp4", sha256(BYTES), 6);
        store.complete(episode, fence, "side.mp4", sha256(BYTES), 6);
        assertThat(stored("main.mp4")).isEqualTo(BYTES);
        assertThat(stored("side.mp4")).isEqualTo(BYTES);
    }

    private static S3Settings settings(Duration expires) {
        return new S3Settings(
                Optional.of(server.endpoint()),
                Optional.of(server.endpoint()),
                "us-east-1",
                S3Server.BUCKET,
                "parley/",
                true,
                Optional.of(new S3Settings.Keys(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)),
                expires,
                expires,
                Duration.ofSeconds(5));
    }

    private DirectUpload upload(byte[] bytes) throws Exception {
        return store.direct(episode, fence, "main.mp4", claim(bytes)).orElseThrow();
    }

    private static ArtifactClaim claim(byte[] bytes) throws Exception {
        return new ArtifactClaim("video/mp4", sha256(bytes), bytes.length);
    }

    private URI link() {
        return ((StoredArtifact.Elsewhere)
                        store.find(episode, fence, "main.mp4").orElseThrow())
                .link();
    }

    private HttpResponse<String> put(DirectUpload upload, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(upload.location()).PUT(BodyPublishers.ofByteArray(body));
        upload.headers().forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> get(URI link, Optional<String> range) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(link);
        range.ifPresent(bytes -> request.header("Range", bytes));
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }
}
