package dev.parley.core.artifact;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Bytes of episodes: files under {@code PARLEY_DATA/artifacts/<episode>/<fence>/} by default. All methods block: call
 * them on a named bounded executor. Names are {@code [a-z0-9][a-z0-9._-]{0,63}}; anything else is refused.
 */
public interface ArtifactStore {
    /** Bytes of a resumable upload that arrived so far. */
    long partialSize(EpisodeId episode, Fence fence, String name) throws IOException;

    /** Appends at {@code offset}, which must equal the partial size; returns the new size, synced to disk. */
    long append(EpisodeId episode, Fence fence, String name, long offset, byte[] bytes, int length) throws IOException;

    /** Checks size and digest of the partial file, syncs it, and publishes it under its name, atomically. */
    void complete(EpisodeId episode, Fence fence, String name, String sha256, long sizeBytes) throws IOException;

    /** Replaces a small file at once, for example a poster. */
    void put(EpisodeId episode, Fence fence, String name, byte[] bytes) throws IOException;

    /** A published artifact, for reading. */
    Optional<Path> find(EpisodeId episode, Fence fence, String name) throws IOException;
}
