package dev.parley.media.rtp;

/** Turns 16-bit sequence numbers into ones that never wrap, by nearness to the highest so far. */
final class SequenceUnwrapper {

    /** The first is put well above zero, so that what is a little older stays positive. */
    private static final long BASE = 0x10000;

    private long highest = -1;

    long unwrap(int sequence) {
        long number = highest < 0 ? BASE + sequence : highest + (short) (sequence - (int) highest);
        highest = Math.max(highest, number);
        return number;
    }
}
