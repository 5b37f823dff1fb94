package dev.parley.gateway.work;

/** A bucket of tokens: {@code perSecond} on average, ten seconds' worth at once. Thread-safe; time is handed in. */
public final class RateLimit {
    private static final int BURST_SECONDS = 10;

    private final double perNano;
    private final double capacity;
    private double tokens;
    private long last;

    public RateLimit(int perSecond, long nowNs) {
        perNano = perSecond / 1e9;
        capacity = (double) perSecond * BURST_SECONDS;
        tokens = capacity;
        last = nowNs;
    }

    /** Whether one more is within the limit. */
    public synchronized boolean allows(long nowNs) {
        tokens = Math.min(capacity, tokens + (nowNs - last) * perNano);
        last = nowNs;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
