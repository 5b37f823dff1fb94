package dev.parley.station.spool;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.station.v1.StepRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * The step log of one running episode: length-delimited records in one file, appended by the body and read again by the
 * telemetry at its own pace, so that a slow network costs disk and never memory. One writer, one reader.
 */
public final class StepSpool implements AutoCloseable {
    private final FileChannel file;
    /** Where each step begins, and last where the next one will. */
    private long[] starts = new long[256];

    private int count;
    private boolean closed;

    private StepSpool(FileChannel file) {
        this.file = file;
    }

    /** Makes a new, empty log. */
    public static StepSpool create(Path path) throws IOException {
        return new StepSpool(FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /**
     * Appends the next step.
     *
     * @throws IllegalArgumentException unless its number is the count of steps so far
     */
    public synchronized void append(StepRecord step) throws IOException {
        if (step.getStep() != count) {
            throw new IllegalArgumentException("step " + step.getStep() + " is out of order; expected step " + count);
        }
        int size = step.getSerializedSize();
        byte[] bytes = new byte[CodedOutputStream.computeUInt32SizeNoTag(size) + size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeUInt32NoTag(size);
        step.writeTo(out);
        out.checkNoSpaceLeft();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long start = starts[count];
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer, start + buffer.position());
            }
        } catch (IOException e) {
            // A full disk leaves half a step behind; a log ends with a whole one.
            file.truncate(start);
            throw e;
        }
        if (count + 1 == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        count++;
        starts[count] = start + bytes.length;
    }

    /**
     * Cuts off what a killed process wrote of its last step.
     *
     * @return how many whole steps the log holds
     */
    public static int keepWholeSteps(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(file));
            int steps = 0;
            long whole = 0;
            Optional<byte[]> next = wholeStep(in);
            while (next.isPresent()) {
                steps++;
                int size = next.get().length;
                whole += CodedOutputStream.computeUInt32SizeNoTag(size) + size;
                next = wholeStep(in);
            }
            file.truncate(whole);
            file.force(true);
            return steps;
        }
    }

    private static Optional<byte[]> wholeStep(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        try {
            int size = CodedInputStream.readRawVarint32(first, in);
            byte[] step = in.readNBytes(Math.max(0, size));
            return step.length == size ? Optional.of(step) : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            // The length itself was cut.
            return Optional.empty();
        }
    }

    /** Steps so far. */
    public synchronized int count() {
        return count;
    }

    /**
     * Length-delimited records from {@code firstStep} on, at most {@code maxBytes} of them but at least one.
     *
     * @return empty if there are none yet
     */
    public synchronized Optional<byte[]> read(int firstStep, int maxBytes) throws IOException {
        if (firstStep >= count || closed) {
            return Optional.empty();
        }
        int end = firstStep + 1;
        while (end < count && starts[end + 1] - starts[firstStep] <= maxBytes) {
            end++;
        }
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(starts[end] - starts[firstStep]));
        while (buffer.hasRemaining()) {
            if (file.read(buffer, starts[firstStep] + buffer.position()) < 0) {
                throw new IOException("the step log is shorter than what was written to it");
            }
        }
        return Optional.of(buffer.array());
    }

    /** Makes every step so far durable. */
    public synchronized void sync() throws IOException {
        file.force(false);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }
}
