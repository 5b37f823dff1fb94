package dev.parley.core.station;

/**
 * The key that a station showed when it connected, as its hash: what was said once is asked again when it counts, since a
 * connection may be older than the key that holds now.
 */
public final class ShownKey {
    private final byte[] hash;

    private ShownKey(byte[] hash) {
        this.hash = hash;
    }

    public static ShownKey of(String key) {
        return new ShownKey(StationKey.hash(key));
    }

    byte[] hash() {
        return hash;
    }
}
