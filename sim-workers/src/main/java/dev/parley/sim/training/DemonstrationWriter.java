package dev.parley.sim.training;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes samples for training as two flat files: {@code images.u8} (64×64×3 bytes a sample) and {@code rows.f32}
 * ({@value #COLUMNS} little-endian floats a sample). Thread-safe by the episode.
 *
 * <p>Columns: 6 proprioception, 5 expert action, 3 object position, 3 target position (not a number where the task has none), task number, seed's low 20 bits, step.
 */
final class DemonstrationWriter implements AutoCloseable {

    static final int COLUMNS = 20;

    private final OutputStream images;
    private final OutputStream rows;
    private long samples;

    DemonstrationWriter(Path folder) throws IOException {
        Files.createDirectories(folder);
        images = new BufferedOutputStream(Files.newOutputStream(folder.resolve("images.u8")), 1 << 20);
        rows = new BufferedOutputStream(Files.newOutputStream(folder.resolve("rows.f32")), 1 << 20);
    }

    /** Appends a whole episode. */
    synchronized void write(byte[] episodeImages, float[] episodeRows) throws IOException {
        images.write(episodeImages);
        ByteBuffer buffer = ByteBuffer.allocate(4 * episodeRows.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(episodeRows);
        rows.write(buffer.array());
        samples += episodeRows.length / COLUMNS;
    }

    synchronized long samples() {
        return samples;
    }

    @Override
    public synchronized void close() throws IOException {
        images.close();
        rows.close();
    }
}
