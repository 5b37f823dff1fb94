package dev.parley.station.stop;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.station.journal.DurableFile;
import dev.parley.station.v1.Stop;
import dev.parley.station.v1.StopState;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Whether this station is stopped. On disk, so that a restart finds it as it was; whoever stopped it, nothing moves until
 * that same stop is cleared. The highest level wins, and the id of the first stop stays the one to clear. Thread-safe.
 */
public final class StopLatch {
    /** Begins the id of a stop that was pressed at the station: only the station clears it. */
    public static final String LOCAL = "local-";

    private final Path file;
    private volatile StopState state;

    private StopLatch(Path file, StopState state) {
        this.file = file;
        this.state = state;
    }

    public static StopLatch open(Path file) throws IOException {
        try {
            return new StopLatch(
                    file, StopState.parseFrom(DurableFile.read(file).orElse(new byte[0])));
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(
                    "the stop latch " + file + " is not readable (" + e.getMessage()
                            + "); whether this station is stopped is unknown. Make sure by hand, then remove the file",
                    e);
        }
    }

    public StopState state() {
        return state;
    }

    public boolean latched() {
        return state.getLatched();
    }

    /**
     * Stops, at the order's level and with who gave it and why. Effective at once for {@link #latched()}, on disk when this returns.
     *
     * @return false if it was stopped already, at this level or a higher one
     */
    public synchronized boolean latch(Stop order) throws IOException {
        StopState before = state;
        if (before.getLatched()
                && before.getLevel().getNumber() >= order.getLevel().getNumber()) {
            return false;
        }
        StopState first = before.getLatched()
                ? before
                : StopState.newBuilder()
                        .setLatched(true)
                        .setStopId(order.getStopId())
                        .setBy(order.getBy())
                        .setReason(order.getReason())
                        .build();
        StopState after = first.toBuilder().setLevel(order.getLevel()).build();
        state = after;
        DurableFile.write(file, after.toByteArray());
        return true;
    }

    /** Brings the latch to disk once more, after {@link #latch} could not. */
    public synchronized void persist() throws IOException {
        DurableFile.write(file, state.toByteArray());
    }

    /**
     * Clears, on disk before it is effective.
     *
     * @return false if another stop, or none, is latched
     */
    public synchronized boolean clear(String stopId) throws IOException {
        if (!state.getLatched() || !state.getStopId().equals(stopId)) {
            return false;
        }
        StopState clear = StopState.getDefaultInstance();
        DurableFile.write(file, clear.toByteArray());
        state = clear;
        return true;
    }
}
