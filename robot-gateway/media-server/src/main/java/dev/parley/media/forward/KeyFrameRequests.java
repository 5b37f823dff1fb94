package dev.parley.media.forward;

/**
 * When to ask a publisher for a key frame: at once, but not more often than every 300 ms whoever asks, and again until one
 * comes. One thread at a time.
 */
final class KeyFrameRequests {

    static final long SPACING_NS = 300_000_000;

    private boolean wanted;
    private boolean asked;
    private long askedNs;

    void want() {
        wanted = true;
    }

    void came() {
        wanted = false;
    }

    /** True if the publisher is to be asked now. */
    boolean takeDue(long nowNs) {
        if (!wanted || (asked && nowNs - askedNs < SPACING_NS)) {
            return false;
        }
        asked = true;
        askedNs = nowNs;
        return true;
    }
}
