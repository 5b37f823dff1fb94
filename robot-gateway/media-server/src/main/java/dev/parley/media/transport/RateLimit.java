package dev.parley.media.transport;

/** Lets through so many packets and bytes a second, and a second's worth at once. One thread at a time. */
final class RateLimit {

    private static final double NS = 1_000_000_000.0;

    private final int packetsPerSecond;
    private final int bytesPerSecond;
    private double packets;
    private double bytes;
    private long filledNs;

    RateLimit(int packetsPerSecond, int bytesPerSecond, long nowNs) {
        this.packetsPerSecond = packetsPerSecond;
        this.bytesPerSecond = bytesPerSecond;
        packets = packetsPerSecond;
        bytes = bytesPerSecond;
        filledNs = nowNs;
    }

    boolean lets(int length, long nowNs) {
        double seconds = (nowNs - filledNs) / NS;
        filledNs = nowNs;
        packets = Math.min(packetsPerSecond, packets + seconds * packetsPerSecond);
        bytes = Math.min(bytesPerSecond, bytes + seconds * bytesPerSecond);
        if (packets < 1 || bytes < length) {
            return false;
        }
        packets--;
        bytes -= length;
        return true;
    }
}
