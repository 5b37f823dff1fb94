package dev.parley.core.artifact;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The room that is left on the artifacts' disk. Some of it is kept free for others on the same disk, PostgreSQL above
 * all, so that prompts are still taken when recordings no longer fit. Thread-safe.
 */
final class DiskSpace {
    private static final long MEBIBYTE = 1024 * 1024;

    private final Path folder;
    private final long keepFree;

    DiskSpace(Path folder, long keepFree) {
        this.folder = folder;
        this.keepFree = keepFree;
    }

    /** @throws ParleyException STORAGE_FULL when so many bytes more would go into what is kept free */
    void require(long bytes) {
        if (usable() - bytes < keepFree) {
            throw full();
        }
    }

    /** The sentence for a disk that has no room for a next piece. */
    Optional<String> trouble() {
        return usable() - MEBIBYTE < keepFree
                ? Optional.of("The disk of recordings is full: %d MiB are left and %d MiB are kept free"
                        .formatted(usable() / MEBIBYTE, keepFree / MEBIBYTE))
                : Optional.empty();
    }

    /** What a failed write means: the disk filled up faster than anybody looked, or it is something else. */
    Exception because(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        return said.contains("No space left") || said.contains("quota exceeded") ? full() : failure;
    }

    private ParleyException full() {
        return new ParleyException(
                ErrorCode.STORAGE_FULL,
                "The server's disk for recordings is full; what was acknowledged is safe. Keep the rest and try again later.");
    }

    private long usable() {
        // Not a FileStore: finding one reads the whole table of mounts.
        for (Path at = folder; at != null; at = at.getParent()) {
            if (at.toFile().exists()) {
                return at.toFile().getUsableSpace();
            }
        }
        return 0;
    }
}
