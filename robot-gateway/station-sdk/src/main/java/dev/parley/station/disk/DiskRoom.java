package dev.parley.station.disk;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The room on the disk that holds a station's data. Says when there is too little for new work, and keeps a reserve: small
 * writes that must not fail - the report of an episode, a stop - get it when the disk is full. It is taken again by itself
 * once there is room. Thread-safe.
 */
public final class DiskRoom {
    private static final System.Logger LOG = System.getLogger(DiskRoom.class.getName());
    private static final int PIECE = 64 * 1024;

    private final Path folder;
    private final DiskNeeds needs;
    private final Path reserve;

    /** Something that writes. */
    @FunctionalInterface
    public interface Write {
        void run() throws IOException;
    }

    /** @param folder exists; the reserve is a file in it */
    public DiskRoom(Path folder, DiskNeeds needs) {
        this.folder = folder;
        this.needs = needs;
        reserve = folder.resolve("reserve.bin");
    }

    /** Bytes that this station may still write. */
    public long freeBytes() {
        return folder.toFile().getUsableSpace();
    }

    /** Why no new episode fits, one sentence; empty when one does. */
    public Optional<String> shortage() {
        long free = freeBytes();
        return free >= needs.freeBytes()
                ? Optional.empty()
                : Optional.of("The station's disk is full: " + mebibytes(free) + " MiB are free, an episode needs "
                        + mebibytes(needs.freeBytes()) + ". It takes work again by itself when there is room.");
    }

    /** Runs a small write that matters; on a full disk the reserve makes room for a second attempt. */
    public void keep(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException full) {
            if (!release()) {
                throw full;
            }
            LOG.log(WARNING, "{0}: the reserve is given up for it", full.getMessage());
            write.run();
        }
    }

    /** Occupies the reserve where there is room for it and for work; does nothing while it is whole. */
    public synchronized void refill() {
        try {
            if ((Files.exists(reserve) && Files.size(reserve) == needs.reserveBytes())
                    || freeBytes() < needs.freeBytes()) {
                return;
            }
            occupy();
            LOG.log(INFO, "{0} KiB of disk are in reserve", needs.reserveBytes() / 1024);
        } catch (IOException e) {
            LOG.log(WARNING, "no reserve on disk: {0}", e.getMessage());
        }
    }

    // Written out, since a file with holes occupies nothing.
    private void occupy() throws IOException {
        try (FileChannel file = FileChannel.open(
                reserve, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            long left = needs.reserveBytes();
            while (left > 0) {
                left -= file.write(ByteBuffer.allocate((int) Math.min(PIECE, left)));
            }
            file.force(true);
        }
    }

    private synchronized boolean release() {
        try {
            return Files.deleteIfExists(reserve);
        } catch (IOException e) {
            LOG.log(WARNING, "the reserve cannot be given up: {0}", e.getMessage());
            return false;
        }
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
