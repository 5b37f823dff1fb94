package dev.parley.core.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A published artifact: it is whole and, but for posters, never changes. */
public sealed interface StoredArtifact {
    long sizeBytes();

    /** Reads it from its first byte; blocks. */
    InputStream open() throws IOException;

    /** On this server's disk. */
    record InFile(Path path, long sizeBytes) implements StoredArtifact {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /**
     * In a store that browsers can reach.
     *
     * @param link takes {@code GET} with and without {@code Range}, until it expires
     */
    record Elsewhere(long sizeBytes, Source source, URI link) implements StoredArtifact {
        @Override
        public InputStream open() throws IOException {
            return source.open(0, sizeBytes);
        }
    }

    /** Opens an artifact that is elsewhere, or some bytes of it; blocks. */
    interface Source {
        InputStream open(long first, long length) throws IOException;
    }
}
