package dev.parley.gateway.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Looks for a sound track in an MP4 as its bytes go by: a handler box (ISO/IEC 14496-12, 8.4.3) whose type is {@code soun}. Coded
 * pictures have these eight letters eight bytes apart by chance once in 2^64. Used by one thread.
 */
final class SoundSearch {
    private static final byte[] BOX = "hdlr".getBytes(US_ASCII);
    private static final byte[] SOUND = "soun".getBytes(US_ASCII);
    /** Version and flags, and what was reserved before the type. */
    private static final int BETWEEN = 8;

    private static final int WINDOW = BOX.length + BETWEEN + SOUND.length;

    private byte[] last = new byte[0];

    /** Whether there was one up to the end of these bytes. */
    boolean found(byte[] bytes, int length) {
        byte[] joined = new byte[last.length + length];
        System.arraycopy(last, 0, joined, 0, last.length);
        System.arraycopy(bytes, 0, joined, last.length, length);
        for (int at = 0; at + WINDOW <= joined.length; at++) {
            if (is(BOX, joined, at) && is(SOUND, joined, at + BOX.length + BETWEEN)) {
                return true;
            }
        }
        int kept = Math.min(WINDOW - 1, joined.length);
        last = new byte[kept];
        System.arraycopy(joined, joined.length - kept, last, 0, kept);
        return false;
    }

    private static boolean is(byte[] word, byte[] bytes, int at) {
        for (int i = 0; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
