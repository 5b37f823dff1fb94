package dev.parley.media.srtp;

import java.util.Arrays;

/** The master key (16 bytes) and master salt (14 bytes) of one direction. */
public final class SrtpKey {

    public static final int KEY_BYTES = 16;
    public static final int SALT_BYTES = 14;

    private final byte[] key;
    private final byte[] salt;

    public SrtpKey(byte[] key, byte[] salt) {
        if (key.length != KEY_BYTES || salt.length != SALT_BYTES) {
            throw new IllegalArgumentException(
                    "a master key has 16 bytes and its salt 14, not " + key.length + " and " + salt.length);
        }
        this.key = key.clone();
        this.salt = salt.clone();
    }

    /** One session key: the key stream of AES under the master key, begun at a label (RFC 3711, section 4.3). */
    byte[] derive(int label, int length) {
        byte[] start = Arrays.copyOf(salt, 16);
        start[7] ^= (byte) label;
        byte[] derived = new byte[length];
        new CounterMode(key).apply(start, derived, 0, length);
        return derived;
    }
}
