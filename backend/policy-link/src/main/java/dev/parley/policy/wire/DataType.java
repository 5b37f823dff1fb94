package dev.parley.policy.wire;

import dev.parley.policy.wire.PolicyValue.Bytes;
import dev.parley.policy.wire.PolicyValue.Real;
import dev.parley.policy.wire.PolicyValue.Single;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyValue.Truth;
import dev.parley.policy.wire.PolicyValue.Whole;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A numpy data type as {@code numpy.dtype.str} writes it, for example {@code <f4}: byte order, kind, bytes of an item, and
 * for times the unit. Source: numpy reference, "The array interface protocol", typestr. Objects, records and complex
 * numbers are refused, as the protocol's own packers do: an object would be a pickle, which runs what it is told.
 *
 * @param name as on the wire, kept for writing it again
 * @param kind of which numbers or letters
 * @param itemBytes size of one item; 0 for an empty text type
 */
public record DataType(String name, Kind kind, int itemBytes) {
    /** What an item is. */
    public enum Kind {
        TRUTH('b'),
        SIGNED('i'),
        UNSIGNED('u'),
        FLOATING('f'),
        BYTES('S'),
        TEXT('U'),
        MOMENT('M'),
        DURATION('m');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    private static final Pattern FORM =
            Pattern.compile("([<>|=])([a-zA-Z])([0-9]{1,7})(\\[[0-9]{0,6}(?:Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as)])?");
    private static final int LONGEST_NAME = 32;

    public static final DataType UINT8 = parse("|u1");
    public static final DataType INT64 = parse("<i8");
    public static final DataType FLOAT32 = parse("<f4");
    public static final DataType FLOAT64 = parse("<f8");
    public static final DataType BOOL = parse("|b1");

    /** @throws IllegalArgumentException saying which types there are */
    public static DataType parse(String name) {
        Matcher matcher = FORM.matcher(name.length() > LONGEST_NAME ? "" : name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + shortened(name)
                    + "' is not a numpy data type as dtype.str writes it, for example <f4, |u1 or >i8");
        }
        char letter = matcher.group(2).charAt(0);
        Kind kind = kind(letter, name);
        int size = Integer.parseInt(matcher.group(3));
        boolean timed = kind == Kind.MOMENT || kind == Kind.DURATION;
        if (!timed && matcher.group(4) != null) {
            throw new IllegalArgumentException("only times have a unit, not " + name);
        }
        boolean known = switch (kind) {
            case TRUTH -> size == 1;
            case SIGNED, UNSIGNED -> Set.of(1, 2, 4, 8).contains(size);
            // 12 and 16: the long double of 32 and 64 bit machines.
            case FLOATING -> Set.of(2, 4, 8, 12, 16).contains(size);
            case BYTES, TEXT -> size <= 1_000_000;
            case MOMENT, DURATION -> size == 8;
        };
        if (!known) {
            throw new IllegalArgumentException("numpy has no data type " + name);
        }
        int itemBytes = kind == Kind.TEXT ? 4 * size : size;
        if (matcher.group(1).equals("|") && itemBytes > 1 && kind != Kind.BYTES) {
            throw new IllegalArgumentException(
                    "'" + name + "' says no byte order, which items of more than one byte need: < or >");
        }
        return new DataType(name, kind, itemBytes);
    }

    private static Kind kind(char letter, String name) {
        for (Kind kind : Kind.values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                switch (letter) {
                    case 'O' -> "arrays of objects (" + name + ") are refused: they would hold pickled programs";
                    case 'V' -> "arrays of records (" + name + ") are refused; send one array per field";
                    case 'c' -> "arrays of complex numbers (" + name + ") are refused; send two arrays of real ones";
                    default -> "'" + name + "' is not a numpy data type";
                });
    }

    /** Of items of more than one byte; {@code =} means this protocol's usual one. */
    public ByteOrder order() {
        return name.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Whether items can be read as {@code double}. */
    public boolean numeric() {
        return switch (kind) {
            case TRUTH, SIGNED, UNSIGNED -> true;
            case FLOATING -> itemBytes <= 8;
            case BYTES, TEXT, MOMENT, DURATION -> false;
        };
    }

    void requireScalar(PolicyValue value) {
        boolean fits = switch (kind) {
            case TRUTH -> value instanceof Truth;
            case SIGNED, UNSIGNED -> value instanceof Whole;
            // numpy makes a whole number a float as well.
            case FLOATING ->
                itemBytes <= 8 && (value instanceof Real || value instanceof Single || value instanceof Whole);
            case BYTES -> value instanceof Bytes;
            case TEXT -> value instanceof Text;
            // Python makes a whole number of them where its own dates are too coarse.
            case MOMENT, DURATION -> value instanceof Whole;
        };
        if (!fits) {
            throw new IllegalArgumentException("a numpy scalar of type " + name + " cannot hold "
                    + value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }
}
