package dev.parley.core.dataset.video;

import dev.parley.core.artifact.StoredArtifact;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Some bytes of a stored recording, wherever it is; blocks. */
public interface Bytes {
    long size();

    /** Bytes from {@code first} on, as they come. */
    InputStream open(long first, long length) throws IOException;

    default byte[] read(long first, int length) throws IOException {
        try (InputStream input = open(first, length)) {
            byte[] bytes = input.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("a recording ends before byte " + (first + length));
            }
            return bytes;
        }
    }

    /** Copies through one small buffer. */
    default void copy(long first, long length, OutputStream output) throws IOException {
        try (InputStream input = open(first, length)) {
            byte[] buffer = new byte[64 * 1024];
            long left = length;
            while (left > 0) {
                int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("a recording ends before byte " + (first + length));
                }
                output.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    static Bytes of(StoredArtifact artifact) {
        return switch (artifact) {
            case StoredArtifact.InFile file -> new InFile(file);
            case StoredArtifact.Elsewhere elsewhere -> new Elsewhere(elsewhere);
        };
    }

    /** On this server's disk. */
    record InFile(StoredArtifact.InFile file) implements Bytes {
        @Override
        public long size() {
            return file.sizeBytes();
        }

        @Override
        public InputStream open(long first, long length) throws IOException {
            FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
            channel.position(first);
            return Channels.newInputStream(channel);
        }
    }

    /** In a bucket. */
    record Elsewhere(StoredArtifact.Elsewhere artifact) implements Bytes {
        @Override
        public long size() {
            return artifact.sizeBytes();
        }

        @Override
        public InputStream open(long first, long length) throws IOException {
            return artifact.source().open(first, length);
        }
    }
}
