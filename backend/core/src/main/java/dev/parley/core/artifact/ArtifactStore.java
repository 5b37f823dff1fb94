package dev.parley.core.artifact;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import java.io.IOException;
import java.util.Optional;

/**
 * Bytes of episodes, by episode, fence and name. Names are {@code [a-z0-9][a-z0-9._-]{0,63}}; anything else is refused.
 * What is published is whole and was checked. All methods block: call them on a named bounded executor. Where the store
 * is away they throw SERVICE_AWAY, where its disk is full STORAGE_FULL, and nothing is half done: the same call again
 * goes on.
 */
public interface ArtifactStore {
    /** Bytes of an upload that arrived so far and are not published. */
    long partialSize(EpisodeId episode, Fence fence, String name) throws IOException;

    /**
     * Appends at {@code offset}, which must equal the partial size; returns the new size, synced to disk. A piece that
     * does not fit leaves no trace.
     */
    long append(EpisodeId episode, Fence fence, String name, long offset, byte[] bytes, int length) throws IOException;

    /**
     * Where the sender may put the whole artifact itself, past this server; {@link #complete} takes it from there. Empty
     * where all bytes come through {@link #append}.
     */
    Optional<DirectUpload> direct(EpisodeId episode, Fence fence, String name, ArtifactClaim claim) throws IOException;

    /**
     * Checks size and digest of what arrived and publishes it under its name, atomically. Again for what is published
     * already: checks that it is the same.
     *
     * @throws dev.parley.core.problem.ParleyException UPLOAD_MISMATCH; with a wrong digest the upload starts anew
     */
    void complete(EpisodeId episode, Fence fence, String name, String sha256, long sizeBytes) throws IOException;

    /** Replaces a small file at once, for example a poster. */
    void put(EpisodeId episode, Fence fence, String name, byte[] bytes) throws IOException;

    /** A published artifact, for reading. */
    Optional<StoredArtifact> find(EpisodeId episode, Fence fence, String name) throws IOException;

    /**
     * Deletes all of an episode: what is published, what arrived in part and what nobody has checked yet, under every fence.
     * Again for what is gone: nothing. What arrives meanwhile may be left; the same call again takes it.
     */
    void erase(EpisodeId episode) throws IOException;

    /** The origin that links of {@link StoredArtifact.Elsewhere} begin with; empty where there are none. No I/O. */
    Optional<String> origin();

    /** Why nothing can be stored now, in one sentence; empty when it can. */
    Optional<String> trouble();
}
