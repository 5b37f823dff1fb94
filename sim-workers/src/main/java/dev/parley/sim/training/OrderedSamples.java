package dev.parley.sim.training;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes what several worlds make at once into flat files, in the order of its numbers, 0 first, so that the files do not depend on
 * which thread was quicker. Thread-safe.
 */
final class OrderedSamples implements AutoCloseable {

    private final OutputStream bytes;
    private final OutputStream floats;
    private final Map<Integer, FlatSamples> early = new HashMap<>();
    private int next;

    private OrderedSamples(OutputStream bytes, OutputStream floats) {
        this.bytes = bytes;
        this.floats = floats;
    }

    /** Into {@code images.u8} and a file of numbers. */
    static OrderedSamples pictures(Path folder, String numbers) throws IOException {
        return new OrderedSamples(file(folder, "images.u8"), file(folder, numbers));
    }

    /** Into a file of numbers alone. */
    static OrderedSamples numbers(Path folder, String numbers) throws IOException {
        return new OrderedSamples(OutputStream.nullOutputStream(), file(folder, numbers));
    }

    private static OutputStream file(Path folder, String name) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(Files.createDirectories(folder).resolve(name)), 1 << 20);
    }

    /** Takes what was made under a number; each number comes once. */
    synchronized void write(int number, FlatSamples samples) throws IOException {
        early.put(number, samples);
        for (FlatSamples ready = early.remove(next); ready != null; ready = early.remove(next)) {
            bytes.write(ready.bytes().array(), 0, ready.bytes().position());
            floats.write(ready.numbers().array(), 0, 4 * ready.floats().position());
            next++;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        bytes.close();
        floats.close();
    }
}
