package dev.parley.core.artifact;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Artifacts in a bucket: {@code episodes/} holds what is published, {@code staged/} what stations have put by a signed
 * address and nobody has checked yet. No signed address ever allows to write under {@code episodes/}. What comes in
 * pieces through this server - senders that know no direct upload, and live telemetry - gathers on its disk.
 */
final class S3Artifacts implements ArtifactStore, AutoCloseable {
    private final FileArtifacts disk;
    private final S3Bucket bucket;

    S3Artifacts(FileArtifacts disk, S3Bucket bucket) {
        this.disk = disk;
        this.bucket = bucket;
    }

    @Override
    public long partialSize(EpisodeId episode, Fence fence, String name) throws IOException {
        ArtifactKey key = new ArtifactKey(episode, fence, name);
        long here = disk.partialSize(episode, fence, name);
        if (here > 0) {
            return here;
        }
        Optional<StoredArtifact> waiting = disk.find(episode, fence, name);
        return waiting.isPresent()
                ? waiting.get().sizeBytes()
                : bucket.find(staged(key)).map(S3Bucket.Found::sizeBytes).orElse(0L);
    }

    @Override
    public long append(EpisodeId episode, Fence fence, String name, long offset, byte[] bytes, int length)
            throws IOException {
        if (offset > 0 && disk.partialSize(episode, fence, name) == 0) {
            // Nothing can be added to an object; what was staged would keep this sender from ever beginning.
            bucket.delete(staged(new ArtifactKey(episode, fence, name)));
        }
        return disk.append(episode, fence, name, offset, bytes, length);
    }

    @Override
    public Optional<DirectUpload> direct(EpisodeId episode, Fence fence, String name, ArtifactClaim claim) {
        return Optional.of(bucket.uploadOf(staged(new ArtifactKey(episode, fence, name)), claim));
    }

    @Override
    public void complete(EpisodeId episode, Fence fence, String name, String sha256, long sizeBytes)
            throws IOException {
        ArtifactKey key = new ArtifactKey(episode, fence, name);
        if (disk.partialSize(episode, fence, name) > 0
                || disk.find(episode, fence, name).isPresent()) {
            fromDisk(key, sha256, sizeBytes);
            return;
        }
        Optional<S3Bucket.Found> uploaded = bucket.find(staged(key));
        if (uploaded.isPresent()) {
            fromStaged(key, uploaded.get(), sha256, sizeBytes);
            return;
        }
        S3Bucket.Found published = bucket.find(published(key)).orElseThrow(key::nothingArrived);
        key.requireSize(published.sizeBytes(), sizeBytes);
        if (!published.sha256().equals(Optional.of(sha256))) {
            throw key.mismatch("is published with another SHA-256; it never changes.");
        }
    }

    private void fromDisk(ArtifactKey key, String sha256, long sizeBytes) throws IOException {
        disk.complete(key.episode(), key.fence(), key.name(), sha256, sizeBytes);
        StoredArtifact.InFile whole = (StoredArtifact.InFile)
                disk.find(key.episode(), key.fence(), key.name()).orElseThrow(key::nothingArrived);
        bucket.put(published(key), whole.path(), key.contentType(), sha256);
        disk.remove(key.episode(), key.fence(), key.name());
    }

    /** The object is read back: stores differ in what they check of a digest that was sent along. */
    private void fromStaged(ArtifactKey key, S3Bucket.Found uploaded, String sha256, long sizeBytes)
            throws IOException {
        boolean right =
                uploaded.sizeBytes() == sizeBytes && digest(key, uploaded).equals(sha256);
        if (!right) {
            bucket.delete(staged(key));
            key.requireSize(uploaded.sizeBytes(), sizeBytes);
            throw key.wrongDigest();
        }
        bucket.copy(staged(key), uploaded.etag(), published(key), key.contentType(), sha256);
        bucket.delete(staged(key));
    }

    private String digest(ArtifactKey key, S3Bucket.Found uploaded) throws IOException {
        try (InputStream input = bucket.open(staged(key), Optional.of(uploaded.etag()))) {
            return Sha256.hex(input);
        }
    }

    @Override
    public void put(EpisodeId episode, Fence fence, String name, byte[] bytes) {
        ArtifactKey key = new ArtifactKey(episode, fence, name);
        bucket.put(published(key), bytes, key.contentType());
    }

    @Override
    public Optional<StoredArtifact> find(EpisodeId episode, Fence fence, String name) {
        ArtifactKey key = new ArtifactKey(episode, fence, name);
        return bucket.find(published(key))
                .map(found -> new StoredArtifact.Elsewhere(
                        found.sizeBytes(),
                        (first, length) -> bucket.open(published(key), first, length),
                        bucket.downloadOf(published(key), key.contentType())));
    }

    @Override
    public void erase(EpisodeId episode) throws IOException {
        disk.erase(episode);
        bucket.deleteAll("staged/" + episode + "/");
        bucket.deleteAll("episodes/" + episode + "/");
    }

    @Override
    public Optional<String> origin() {
        return Optional.of(bucket.origin());
    }

    @Override
    public Optional<String> trouble() {
        return disk.trouble().or(bucket::trouble);
    }

    private static String published(ArtifactKey key) {
        return "episodes/" + key.path();
    }

    private static String staged(ArtifactKey key) {
        return "staged/" + key.path();
    }

    @Override
    public void close() {
        bucket.close();
    }
}
