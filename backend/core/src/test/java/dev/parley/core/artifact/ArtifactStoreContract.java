package dev.parley.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.Sha256;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class ArtifactStoreContract {
    static final byte[] BYTES = "frames".getBytes(StandardCharsets.US_ASCII);

    final EpisodeId episode = EpisodeId.random();
    final Fence fence = new Fence(7);

    abstract ArtifactStore store();

    @Test
    void interruptedUploadGoesOnWhereItStopped() throws Exception {
        assertThat(store().append(episode, fence, "main.mp4", 0, BYTES, 2)).isEqualTo(2);
        assertThat(store().partialSize(episode, fence, "main.mp4")).isEqualTo(2);
        assertThat(store().find(episode, fence, "main.mp4")).isEmpty();
        refused(() -> store().append(episode, fence, "main.mp4", 0, BYTES, 2));
        store().append(episode, fence, "main.mp4", 2, new byte[] {'a', 'm', 'e', 's'}, 4);

        store().complete(episode, fence, "main.mp4", sha256(BYTES), 6);

        assertThat(stored("main.mp4")).isEqualTo(BYTES);
        assertThat(store().partialSize(episode, fence, "main.mp4")).isZero();
        assertThat(store().find(episode, new Fence(8), "main.mp4")).isEmpty();
    }

    @Test
    void completingAgainIsFineUnlessItIsSomethingElse() throws Exception {
        store().append(episode, fence, "main.mp4", 0, BYTES, 6);
        store().complete(episode, fence, "main.mp4", sha256(BYTES), 6);

        store().complete(episode, fence, "main.mp4", sha256(BYTES), 6);

        refused(() -> store().complete(episode, fence, "main.mp4", "00".repeat(32), 6));
        refused(() -> store().complete(episode, fence, "main.mp4", sha256(BYTES), 5));
        assertThat(stored("main.mp4")).as("what is published stays").isEqualTo(BYTES);
    }

    @Test
    void uploadWithAnotherDigestIsNotPublishedAndStartsAnew() throws Exception {
        store().append(episode, fence, "main.mp4", 0, BYTES, 6);
        refused(() -> store().complete(episode, fence, "main.mp4", sha256(BYTES), 7));
        refused(() -> store().complete(episode, fence, "main.mp4", "00".repeat(32), 6));
        assertThat(store().partialSize(episode, fence, "main.mp4")).isZero();
        assertThat(store().find(episode, fence, "main.mp4")).isEmpty();
    }

    @Test
    void nothingCanBeCompletedThatNeverCame() {
        refused(() -> store().complete(episode, fence, "main.mp4", sha256(BYTES), 6));
    }

    @Test
    void posterIsReplacedAtOnce() throws Exception {
        store().put(episode, fence, "main.jpg", BYTES);
        store().put(episode, fence, "main.jpg", new byte[] {1, 2});
        assertThat(stored("main.jpg")).containsExactly(1, 2);
    }

    @Test
    void erasedEpisodeHasNothingLeftUnderAnyFenceAndItsNeighbourEverything() throws Exception {
        EpisodeId neighbour = EpisodeId.random();
        store().put(neighbour, fence, "main.jpg", BYTES);
        store().append(episode, fence, "main.mp4", 0, BYTES, 6);
        store().complete(episode, fence, "main.mp4", sha256(BYTES), 6);
        store().put(episode, new Fence(8), "main.jpg", BYTES);
        store().append(episode, fence, "steps.pb", 0, BYTES, 3);

        store().erase(episode);

        assertThat(store().find(episode, fence, "main.mp4")).isEmpty();
        assertThat(store().find(episode, new Fence(8), "main.jpg")).isEmpty();
        assertThat(store().partialSize(episode, fence, "steps.pb")).isZero();
        assertThat(store().find(neighbour, fence, "main.jpg")).isPresent();
        store().erase(episode);
    }

    @Test
    void namesCannotLeaveTheFolder() {
        for (String name : new String[] {"../x", "a/b", "", ".hidden", "UPPER", "a".repeat(65), "partial"}) {
            refused(() -> store().put(episode, fence, name, BYTES));
            refused(() -> store().direct(episode, fence, name, new ArtifactClaim("video/mp4", sha256(BYTES), 6)));
        }
    }

    @Test
    void storeThatWorksHasNoTrouble() {
        assertThat(store().trouble()).isEmpty();
    }

    byte[] stored(String name) throws Exception {
        StoredArtifact found = store().find(episode, fence, name).orElseThrow();
        try (InputStream input = found.open()) {
            byte[] bytes = input.readAllBytes();
            assertThat(found.sizeBytes()).isEqualTo(bytes.length);
            return bytes;
        }
    }

    static String sha256(byte[] bytes) throws Exception {
        return Sha256.hex(bytes);
    }

    static void refused(ThrowingCallable call) {
        refused(ErrorCode.UPLOAD_MISMATCH, call);
    }

    static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ParleyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
