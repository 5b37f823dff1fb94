package dev.parley.station.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Small files that are either the old or the new whole content after a power cut, and surely there once written. */
public final class DurableFile {
    private DurableFile() {}

    /** Replaces {@code file}; returns after content and name are on disk. */
    public static void write(Path file, byte[] content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("no folder holds " + file);
        }
        Path fresh = parent.resolve(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, content);
            channel.force(true);
        } catch (IOException e) {
            // What is half there would only take room on a disk that is full.
            Files.deleteIfExists(fresh);
            throw e;
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(parent);
    }

    /** Appends; returns after it is on disk. */
    public static void append(Path file, byte[] content) throws IOException {
        boolean fresh = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writeFully(channel, content);
            channel.force(true);
        }
        Path parent = file.toAbsolutePath().getParent();
        if (fresh && parent != null) {
            syncFolder(parent);
        }
    }

    /** The content; empty when there is no such file. */
    public static Optional<byte[]> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /** Deletes; returns after that is on disk. */
    public static void delete(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (Files.deleteIfExists(file) && parent != null) {
            syncFolder(parent);
        }
    }

    /** Makes names in a folder durable. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void writeFully(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
