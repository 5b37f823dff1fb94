package dev.parley.media.srtp;

/** Which packets of one stream were seen: the highest index, and the {@value #SIZE} before it (RFC 3711, section 3.3.2). */
final class ReplayWindow {

    private static final int SIZE = 1024;

    private final long[] seen = new long[SIZE / Long.SIZE];
    private long highest = -1;

    /** The 48-bit index a sequence number most likely means (RFC 3711, appendix A); negative for none. */
    long indexOf(int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long near = (highest & ~0xffffL) | sequence;
        if (near - highest > 0x8000) {
            return near - 0x10000;
        }
        return highest - near > 0x8000 ? near + 0x10000 : near;
    }

    boolean isSeen(long index) {
        if (index > highest) {
            return false;
        }
        return highest - index >= SIZE || (seen[slot(index)] & bit(index)) != 0;
    }

    /** Only for what was authentic. */
    void see(long index) {
        if (index > highest) {
            long from = Math.max(highest + 1, index - SIZE + 1);
            for (long skipped = from; skipped < index; skipped++) {
                seen[slot(skipped)] &= ~bit(skipped);
            }
            highest = index;
        }
        seen[slot(index)] |= bit(index);
    }

    private static int slot(long index) {
        return (int) (index % SIZE) / Long.SIZE;
    }

    private static long bit(long index) {
        return 1L << (index % Long.SIZE);
    }
}
