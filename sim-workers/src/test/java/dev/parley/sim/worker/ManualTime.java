package dev.parley.sim.worker;

/** Time that passes only when told, or when somebody waits for a moment. */
final class ManualTime implements MonotonicTime {

    private long nowNs;

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public void waitUntilNs(long deadlineNs) {
        nowNs = Math.max(nowNs, deadlineNs);
    }

    void advance(long ns) {
        nowNs += ns;
    }
}
