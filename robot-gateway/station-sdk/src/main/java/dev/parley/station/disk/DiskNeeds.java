package dev.parley.station.disk;

/**
 * What a station needs on its disk.
 *
 * @param freeBytes without this much no new episode is taken; the recordings of one must fit
 * @param reserveBytes kept occupied, and given up when the disk is full so that the running episode can still be reported
 */
public record DiskNeeds(long freeBytes, long reserveBytes) {
    /** 64 MiB free: a long episode with its video and step log, several times; 1 MiB in reserve. */
    public static final DiskNeeds USUAL = new DiskNeeds(64L << 20, 1L << 20);

    public DiskNeeds {
        if (reserveBytes < 0 || freeBytes < reserveBytes) {
            throw new IllegalArgumentException("a reserve of " + reserveBytes
                    + " bytes must not be negative or above the " + freeBytes + " bytes that have to be free");
        }
    }
}
