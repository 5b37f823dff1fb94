package dev.parley.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.testing.S3Server;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives on a disk and in a bucket. */
class ArchivesTest {
    private static final byte[] BYTES = "an archive".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void onADiskAnArchiveIsThereWholeOrNotAtAll() throws Exception {
        ArchiveStore store = new FileArchives(folder, 0);
        publishedFoundAndErased(store);
    }

    @Test
    void inABucketAnArchiveIsFetchedPastTheServer() throws Exception {
        try (S3Server server = new S3Server();
                S3Archives store = new S3Archives(new FileArchives(folder, 0), new S3Bucket(settings(server)))) {
            Path work = store.workFile("one.zip");
            Files.write(work, BYTES);
            store.publish("one/1/set.zip", work, "ab".repeat(32));
            StoredArtifact.Elsewhere elsewhere =
                    (StoredArtifact.Elsewhere) store.find("one/1/set.zip").orElseThrow();
            try (HttpClient http = HttpClient.newHttpClient()) {
                assertThat(http.send(
                                        HttpRequest.newBuilder(elsewhere.link())
                                                .header("Range", "bytes=3-9")
                                                .build(),
                                        BodyHandlers.ofByteArray())
                                .body())
                        .isEqualTo("archive".getBytes(StandardCharsets.UTF_8));
            }
            publishedFoundAndErased(store);
        }
    }

    private static void publishedFoundAndErased(ArchiveStore store) throws Exception {
        Path work = store.workFile("id.zip");
        Files.write(work, new byte[] {1});
        work = store.workFile("id.zip");
        assertThat(work).as("what a killed writer left is gone").doesNotExist();
        Files.write(work, BYTES);
        assertThat(store.find("id/1/set.zip")).isEmpty();
        store.publish("id/1/set.zip", work, "ab".repeat(32));
        assertThat(work).doesNotExist();
        StoredArtifact found = store.find("id/1/set.zip").orElseThrow();
        assertThat(found.sizeBytes()).isEqualTo(BYTES.length);
        try (InputStream input = found.open()) {
            assertThat(input.readAllBytes()).isEqualTo(BYTES);
        }
        Path left = store.workFile("left.zip");
        Files.write(left, BYTES);
        Instant written = Files.getLastModifiedTime(left).toInstant();
        store.forgetWork(written);
        assertThat(left).exists();
        store.forgetWork(written.plusMillis(1));
        assertThat(left).doesNotExist();
        Path other = store.workFile("other.zip");
        Files.write(other, BYTES);
        store.publish("id/2/set.zip", other, "ab".repeat(32));
        store.erase("id/1");
        assertThat(store.find("id/1/set.zip")).isEmpty();
        assertThat(store.find("id/2/set.zip")).isPresent();
        store.erase("id");
        store.erase("id");
        assertThat(store.find("id/2/set.zip")).isEmpty();
    }

    @Test
    void noKeyLeadsOutOfTheFolder() {
        ArchiveStore store = new FileArchives(folder, 0);
        for (String key : new String[] {"../secrets", "a/../../b", "/etc/passwd", "", "a//b"}) {
            assertThatThrownBy(() -> store.find(key)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsKeptFreeIsNotFilled() {
        assertThatThrownBy(() -> new FileArchives(folder, Long.MAX_VALUE / 2).requireRoom(0))
                .isInstanceOfSatisfying(
                        ParleyException.class, full -> assertThat(full.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    }

    private static S3Settings settings(S3Server server) {
        return new S3Settings(
                Optional.of(server.endpoint()),
                Optional.of(server.endpoint()),
                "us-east-1",
                S3Server.BUCKET,
                "parley/",
                true,
                Optional.of(new S3Settings.Keys(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5));
    }
}
