package dev.parley.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactsTest {
    private static final byte[] BYTES = "frames".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final EpisodeId episode = EpisodeId.random();
    private final Fence fence = new Fence(7);
    private ArtifactStore store;

    @BeforeEach
    void storeInFolder() {
        store = new FileArtifacts(new DataFolder(folder.toString()));
    }

    @Test
    void interruptedUploadGoesOnWhereItStopped() throws Exception {
        assertThat(store.append(episode, fence, "main.mp4", 0, BYTES, 2)).isEqualTo(2);
        assertThat(store.partialSize(episode, fence, "main.mp4")).isEqualTo(2);
        assertThat(store.find(episode, fence, "main.mp4")).isEmpty();
        refused(() -> store.append(episode, fence, "main.mp4", 0, BYTES, 2));
        store.append(episode, fence, "main.mp4", 2, new byte[] {'a', 'm', 'e', 's'}, 4);
        store.complete(episode, fence, "main.mp4", sha256(), 6);
        assertThat(Files.readAllBytes(store.find(episode, fence, "main.mp4").orElseThrow()))
                .isEqualTo(BYTES);
        store.complete(episode, fence, "main.mp4", sha256(), 6);
        assertThat(store.find(episode, new Fence(8), "main.mp4")).isEmpty();
    }

    @Test
    void uploadWithAnotherDigestIsNotPublishedAndStartsAnew() throws Exception {
        store.append(episode, fence, "main.mp4", 0, BYTES, 6);
        refused(() -> store.complete(episode, fence, "main.mp4", sha256(), 7));
        refused(() -> store.complete(episode, fence, "main.mp4", "00".repeat(32), 6));
        assertThat(store.partialSize(episode, fence, "main.mp4")).isZero();
        assertThat(store.find(episode, fence, "main.mp4")).isEmpty();
    }

    @Test
    void namesCannotLeaveTheFolder() {
        for (String name : new String[] {"../x", "a/b", "", ".hidden", "UPPER", "a".repeat(65), "partial"}) {
            refused(() -> store.put(episode, fence, name, BYTES));
        }
    }

    private static String sha256() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BYTES));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UPLOAD_MISMATCH));
    }
}
