package dev.parley.core.artifact;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Artifacts as files. What is published is whole: it is moved under its name after it was synced. */
@ApplicationScoped
class FileArtifacts implements ArtifactStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final String PARTIAL_FOLDER = "partial";

    private final Path root;

    @Inject
    FileArtifacts(DataFolder data) {
        root = data.path().resolve("artifacts");
    }

    @Override
    public long partialSize(EpisodeId episode, Fence fence, String name) throws IOException {
        Path partial = partial(episode, fence, name);
        return Files.exists(partial) ? Files.size(partial) : 0;
    }

    @Override
    public long append(EpisodeId episode, Fence fence, String name, long offset, byte[] bytes, int length)
            throws IOException {
        Path partial = partial(episode, fence, name);
        makeFolder(partialFolder(episode, fence));
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long size = channel.size();
            if (offset != size) {
                throw new ParleyException(
                        ErrorCode.UPLOAD_MISMATCH,
                        "%d bytes of %s of episode %s have arrived; go on from there, not from %d."
                                .formatted(size, name, episode, offset));
            }
            channel.position(size);
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            return channel.size();
        }
    }

    @Override
    public void complete(EpisodeId episode, Fence fence, String name, String sha256, long sizeBytes)
            throws IOException {
        Path partial = partial(episode, fence, name);
        Path published = published(episode, fence, name);
        if (Files.notExists(partial) && Files.exists(published)) {
            // Completed before; the same call again must not fail for it.
            requireSame(published, episode, name, sha256, sizeBytes);
            return;
        }
        if (Files.notExists(partial)) {
            throw new ParleyException(
                    ErrorCode.UPLOAD_MISMATCH, "Nothing of %s of episode %s has arrived.".formatted(name, episode));
        }
        requireSame(partial, episode, name, sha256, sizeBytes);
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial, published, StandardCopyOption.ATOMIC_MOVE);
        // Or the name may be gone after a power cut.
        sync(folder(episode, fence));
    }

    @Override
    public void put(EpisodeId episode, Fence fence, String name, byte[] bytes) throws IOException {
        Path published = published(episode, fence, name);
        Path fresh = partial(episode, fence, name).resolveSibling(name + "." + UUID.randomUUID());
        makeFolder(partialFolder(episode, fence));
        Files.write(fresh, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.move(fresh, published, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public Optional<Path> find(EpisodeId episode, Fence fence, String name) throws IOException {
        Path published = published(episode, fence, name);
        return Files.isRegularFile(published) ? Optional.of(published) : Optional.empty();
    }

    private void requireSame(Path file, EpisodeId episode, String name, String sha256, long sizeBytes)
            throws IOException {
        if (Files.size(file) != sizeBytes) {
            throw new ParleyException(
                    ErrorCode.UPLOAD_MISMATCH,
                    "%s of episode %s has %d bytes here, %d were announced."
                            .formatted(name, episode, Files.size(file), sizeBytes));
        }
        if (!sha256(file).equals(sha256)) {
            // It can never match by going on: the upload starts anew.
            Files.delete(file);
            throw new ParleyException(
                    ErrorCode.UPLOAD_MISMATCH,
                    "%s of episode %s does not have the announced SHA-256; upload it again from 0."
                            .formatted(name, episode));
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

    private Path published(EpisodeId episode, Fence fence, String name) {
        return folder(episode, fence).resolve(checked(name));
    }

    private Path partial(EpisodeId episode, Fence fence, String name) {
        return partialFolder(episode, fence).resolve(checked(name));
    }

    private Path partialFolder(EpisodeId episode, Fence fence) {
        return folder(episode, fence).resolve(PARTIAL_FOLDER);
    }

    private Path folder(EpisodeId episode, Fence fence) {
        return root.resolve(episode.toString()).resolve(fence.toString());
    }

    private static String checked(String name) {
        // "partial" is ours; everything else of this shape stays inside the folder.
        if (!NAME.matcher(name).matches() || name.equals(PARTIAL_FOLDER)) {
            throw new ParleyException(
                    ErrorCode.UPLOAD_MISMATCH,
                    "An artifact's name is 1 to 64 of a-z, 0-9, dot, underscore and hyphen, starting with a letter or digit.");
        }
        return name;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        try (InputStream input = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
