package dev.parley.media.forward;

/** Lets through so many packets and bytes a second, and a second's worth at once. One thread at a time. */
public final class RateLimit {

    private static final double NS = 1_000_000_000.0;

    private final int packetsPerSecond;
    private final int bytesPerSecond;
    private double packets;
    private double bytes;
    private long filledNs;

    public RateLimit(int packetsPerSecond, int bytesPerSecond) {
        this.packetsPerSecond = packetsPerSecond;
        this.bytesPerSecond = bytesPerSecond;
        packets = packetsPerSecond;
        bytes = bytesPerSecond;
    }

    public boolean lets(int length, long nowNs) {
        double seconds = filledNs == 0 ? 0 : (nowNs - filledNs) / NS;
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
