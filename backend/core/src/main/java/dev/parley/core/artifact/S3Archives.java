package dev.parley.core.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Archives in a bucket, under {@code archives/}; they are written on this server's disk first. */
final class S3Archives implements ArchiveStore, AutoCloseable {
    private static final String TYPE = "application/zip";

    private final FileArchives disk;
    private final S3Bucket bucket;

    S3Archives(FileArchives disk, S3Bucket bucket) {
        this.disk = disk;
        this.bucket = bucket;
    }

    @Override
    public Path workFile(String name) throws IOException {
        return disk.workFile(name);
    }

    @Override
    public void forgetWork(Instant untouchedSince) throws IOException {
        disk.forgetWork(untouchedSince);
    }

    @Override
    public void publish(String key, Path whole, String sha256) throws IOException {
        bucket.put(full(key), whole, TYPE, sha256);
        Files.deleteIfExists(whole);
    }

    @Override
    public Optional<StoredArtifact> find(String key) {
        return bucket.find(full(key))
                .map(found -> new StoredArtifact.Elsewhere(
                        found.sizeBytes(),
                        (first, length) -> bucket.open(full(key), first, length),
                        bucket.downloadOf(full(key), TYPE)));
    }

    @Override
    public void erase(String folder) {
        bucket.deleteAll(full(folder) + "/");
    }

    @Override
    public void requireRoom(long bytes) {
        disk.requireRoom(bytes);
    }

    private static String full(String key) {
        return "archives/" + key;
    }

    @Override
    public void close() {
        bucket.close();
    }
}
