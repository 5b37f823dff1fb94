package dev.parley.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.core.problem.ErrorCode;
import dev.parley.testing.TinyDisk;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactsTest extends ArtifactStoreContract {
    @TempDir
    Path folder;

    private ArtifactStore store;

    @BeforeEach
    void storeInFolder() {
        store = new FileArtifacts(folder, 0);
    }

    @Override
    ArtifactStore store() {
        return store;
    }

    @Test
    void allBytesComeThroughTheServer() throws Exception {
        assertThat(store.direct(episode, fence, "main.mp4", new ArtifactClaim("video/mp4", sha256(BYTES), 6)))
                .isEmpty();
    }

    @Test
    void whatIsKeptFreeIsNotFilledAndTheStoreSaysSo() {
        ArtifactStore almostFull = new FileArtifacts(folder, Long.MAX_VALUE / 2);
        refused(ErrorCode.STORAGE_FULL, () -> almostFull.append(episode, fence, "main.mp4", 0, BYTES, 6));
        refused(ErrorCode.STORAGE_FULL, () -> almostFull.put(episode, fence, "main.jpg", BYTES));
        refused(
                ErrorCode.STORAGE_FULL,
                () -> almostFull.direct(episode, fence, "main.mp4", new ArtifactClaim("video/mp4", sha256(BYTES), 6)));
        assertThat(almostFull.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("full"));
    }

    @Test
    void diskThatIsReallyFullTakesNoHalfPieceAndGoesOnOnceThereIsRoom() throws Exception {
        Optional<TinyDisk> mounted = TinyDisk.mount(4);
        assumeThat(mounted)
                .as("only root may mount the small disk of this test")
                .isPresent();
        try (TinyDisk disk = mounted.orElseThrow()) {
            ArtifactStore full = new FileArtifacts(disk.folder().resolve("artifacts"), 0);
            byte[] piece = new byte[300_000];
            new Random(1).nextBytes(piece);
            long arrived = full.append(episode, fence, "main.mp4", 0, piece, piece.length);
            disk.fillExcept(100_000);
            long stands = arrived;

            // Told that all of the disk is free, so that the write itself meets the end.
            ArtifactStore unaware = new FileArtifacts(disk.folder().resolve("artifacts"), Long.MIN_VALUE / 2);
            refused(
                    ErrorCode.STORAGE_FULL,
                    () -> unaware.append(episode, fence, "main.mp4", stands, piece, piece.length));
            refused(ErrorCode.STORAGE_FULL, () -> unaware.put(episode, fence, "main.jpg", piece));
            assertThat(full.partialSize(episode, fence, "main.mp4")).isEqualTo(stands);
            assertThat(full.trouble()).isPresent();

            disk.makeRoom();
            assertThat(full.trouble()).isEmpty();
            full.append(episode, fence, "main.mp4", stands, piece, piece.length);
            byte[] whole = Arrays.copyOf(piece, 600_000);
            System.arraycopy(piece, 0, whole, 300_000, 300_000);
            full.complete(episode, fence, "main.mp4", sha256(whole), whole.length);
            assertThat(full.find(episode, fence, "main.mp4")).isPresent();
        }
    }
}
