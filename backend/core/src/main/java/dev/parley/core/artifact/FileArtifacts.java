package dev.parley.core.artifact;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Artifacts as files. What is published is whole: it is moved under its name after it was synced. */
final class FileArtifacts implements ArtifactStore {
    private final Path root;
    private final DiskSpace space;

    /** @param keepFree bytes that uploads leave free on the disk */
    FileArtifacts(Path root, long keepFree) {
        this.root = root;
        space = new DiskSpace(root, keepFree);
    }

    @Override
    public long partialSize(EpisodeId episode, Fence fence, String name) throws IOException {
        Path partial = partial(new ArtifactKey(episode, fence, name));
        return Files.exists(partial) ? Files.size(partial) : 0;
    }

    @Override
    public long append(EpisodeId episode, Fence fence, String name, long offset, byte[] bytes, int length)
            throws IOException {
        ArtifactKey key = new ArtifactKey(episode, fence, name);
        Path partial = partial(key);
        space.require(length);
        return writing(() -> {
            makeFolder(partialFolder(key));
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                return append(channel, key, offset, ByteBuffer.wrap(bytes, 0, length));
            }
        });
    }

    private static long append(FileChannel channel, ArtifactKey key, long offset, ByteBuffer bytes) throws IOException {
        long size = channel.size();
        if (offset != size) {
            throw key.mismatch("stands at %d bytes; go on from there, not from %d.".formatted(size, offset));
        }
        try {
            channel.position(size);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return channel.size();
        } catch (IOException e) {
            // Half a piece would shift everything after it.
            channel.truncate(size);
            throw e;
        }
    }

    @Override
    public Optional<DirectUpload> direct(EpisodeId episode, Fence fence, String name, ArtifactClaim claim)
            throws IOException {
        // Better said before the first byte than after the last that fits.
        space.require(claim.sizeBytes() - partialSize(episode, fence, name));
        return Optional.empty();
    }

    @Override
    public void complete(EpisodeId episode, Fence fence, String name, String sha256, long sizeBytes)
            throws IOException {
        ArtifactKey key = new ArtifactKey(episode, fence, name);
        Path partial = partial(key);
        Path published = published(key);
        if (Files.notExists(partial) && Files.exists(published)) {
            // Completed before; the same call again must not fail for it.
            key.requireSize(Files.size(published), sizeBytes);
            if (!sha256(published).equals(sha256)) {
                throw key.mismatch("is published with another SHA-256; it never changes.");
            }
            return;
        }
        if (Files.notExists(partial)) {
            throw key.nothingArrived();
        }
        key.requireSize(Files.size(partial), sizeBytes);
        if (!sha256(partial).equals(sha256)) {
            // It can never match by going on: the upload starts anew.
            Files.delete(partial);
            throw key.wrongDigest();
        }
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial, published, StandardCopyOption.ATOMIC_MOVE);
        // Or the name may be gone after a power cut.
        sync(folder(key));
    }

    @Override
    public void put(EpisodeId episode, Fence fence, String name, byte[] bytes) throws IOException {
        ArtifactKey key = new ArtifactKey(episode, fence, name);
        Path fresh = partial(key).resolveSibling(name + "." + UUID.randomUUID());
        space.require(bytes.length);
        writing(() -> {
            makeFolder(partialFolder(key));
            try {
                Files.write(fresh, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return Files.move(
                        fresh, published(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        });
    }

    @Override
    public Optional<StoredArtifact> find(EpisodeId episode, Fence fence, String name) throws IOException {
        Path published = published(new ArtifactKey(episode, fence, name));
        return Files.isRegularFile(published)
                ? Optional.of(new StoredArtifact.InFile(published, Files.size(published)))
                : Optional.empty();
    }

    @Override
    public void erase(EpisodeId episode) throws IOException {
        Path all = root.resolve(episode.toString());
        if (Files.notExists(all)) {
            return;
        }
        try (Stream<Path> found = Files.walk(all)) {
            // What is inside a folder goes before the folder.
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        sync(root);
    }

    @Override
    public Optional<String> origin() {
        return Optional.empty();
    }

    @Override
    public Optional<String> trouble() {
        return space.trouble();
    }

    /** Takes away what is published here, once it is elsewhere. */
    void remove(EpisodeId episode, Fence fence, String name) throws IOException {
        Files.deleteIfExists(published(new ArtifactKey(episode, fence, name)));
    }

    private interface Writing<T> {
        T run() throws IOException;
    }

    private <T> T writing(Writing<T> work) throws IOException {
        try {
            return work.run();
        } catch (IOException e) {
            Exception cause = space.because(e);
            if (cause instanceof RuntimeException full) {
                throw full;
            }
            throw e;
        }
    }

    /** New folders are synced in their parents, from the root down. */
    private void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        for (Path at = folder; at != null && !at.equals(root.getParent()); at = at.getParent()) {
            sync(at);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path published(ArtifactKey key) {
        return folder(key).resolve(key.name());
    }

    private Path partial(ArtifactKey key) {
        return partialFolder(key).resolve(key.name());
    }

    private Path partialFolder(ArtifactKey key) {
        return folder(key).resolve(ArtifactKey.PARTIAL_FOLDER);
    }

    private Path folder(ArtifactKey key) {
        return root.resolve(key.episode().toString()).resolve(key.fence().toString());
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return Sha256.hex(input);
        }
    }
}
