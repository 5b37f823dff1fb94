package dev.parley.sim.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the number of pictures from an MP4's sample table. */
final class RecordedPictures {

    private RecordedPictures() {}

    static int count(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            // "stsz": version and flags, size of every sample if equal, number of samples.
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("stsz");
            return ByteBuffer.wrap(bytes).getInt(at + 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
