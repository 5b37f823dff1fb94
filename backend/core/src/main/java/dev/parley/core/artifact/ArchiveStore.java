package dev.parley.core.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Large files that belong to no single episode, where recordings are too. Keys are folders and a name of {@code [a-z0-9][a-z0-9._-]*}. What
 * is published is whole. All methods block, and throw as those of {@link ArtifactStore} do.
 */
public interface ArchiveStore {
    /** Where a file may be written before it is published, on this server's disk; whatever was there is gone. */
    Path workFile(String name) throws IOException;

    /** Deletes those of this server's disk that nobody has written to since: their writers were killed. */
    void forgetWork(Instant untouchedSince) throws IOException;

    /** Moves a whole file to its key, atomically; what was there is replaced. */
    void publish(String key, Path whole, String sha256) throws IOException;

    /** A published file, for reading. */
    Optional<StoredArtifact> find(String key) throws IOException;

    /** Deletes all that is published in a folder. Again for what is gone: nothing. */
    void erase(String folder) throws IOException;

    /** @throws dev.parley.core.problem.ParleyException STORAGE_FULL where so many bytes more do not fit */
    void requireRoom(long bytes);
}
