package dev.parley.scheduler.queue;

import java.util.UUID;

/**
 * Numbers as short text that sorts as the numbers do: six bits a character, from an alphabet in the order of its codes.
 * Redis keeps a hundred thousand of them; half as long is half the memory.
 */
final class Ordered64 {
    /** Characters of a non-negative long. */
    static final int LONG = 11;
    /** Characters of a UUID. */
    static final int UUID_LENGTH = 22;

    private static final String ALPHABET = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final int[] VALUES = new int[128];

    static {
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = i;
        }
    }

    private Ordered64() {}

    static String of(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a place in the queue is never negative: " + value);
        }
        char[] text = new char[LONG];
        write(value, text, 0);
        return new String(text);
    }

    /** Of any long, in their order; read back by {@link #toSigned}. */
    static String ofSigned(long value) {
        char[] text = new char[LONG];
        write(value ^ Long.MIN_VALUE, text, 0);
        return new String(text);
    }

    static long toSigned(String text, int from) {
        return toLong(text, from) ^ Long.MIN_VALUE;
    }

    static String of(UUID id) {
        char[] text = new char[UUID_LENGTH];
        write(id.getMostSignificantBits(), text, 0);
        write(id.getLeastSignificantBits(), text, LONG);
        return new String(text);
    }

    static long toLong(String text, int from) {
        if (text.length() < from + LONG) {
            throw new IllegalArgumentException("not a number of the index: " + text);
        }
        long value = 0;
        for (int i = from; i < from + LONG; i++) {
            value = value << 6 | VALUES[text.charAt(i)];
        }
        return value;
    }

    static UUID toUuid(String text, int from) {
        return new UUID(toLong(text, from), toLong(text, from + LONG));
    }

    private static void write(long value, char[] text, int at) {
        long rest = value;
        for (int i = at + LONG - 1; i >= at; i--) {
            text[i] = ALPHABET.charAt((int) (rest & 63));
            rest >>>= 6;
        }
    }
}
