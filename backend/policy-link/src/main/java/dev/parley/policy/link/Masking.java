package dev.parley.policy.link;

import java.nio.ByteBuffer;

/** What a client does to its payloads, and a server to have them back. Source: RFC 6455, section 5.3. */
final class Masking {
    private Masking() {}

    /** Eight bytes at a time; {@code out} may be over the same bytes as {@code in}. */
    static void apply(ByteBuffer in, int mask, ByteBuffer out) {
        long both = (mask & 0xffffffffL) << 32 | mask & 0xffffffffL;
        while (in.remaining() >= Long.BYTES) {
            out.putLong(in.getLong() ^ both);
        }
        for (int shift = 24; in.hasRemaining(); shift -= 8) {
            out.put((byte) (in.get() ^ mask >>> (shift & 31)));
        }
    }
}
