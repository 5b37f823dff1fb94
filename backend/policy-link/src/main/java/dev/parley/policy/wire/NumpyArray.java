package dev.parley.policy.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A numpy array: items in C order (the last index runs fastest). Without dimensions it holds one item. The bytes are those
 * of the message it came in, not a copy. Immutable as long as whoever handed the bytes in leaves them alone.
 */
public final class NumpyArray {
    /** numpy's own limit. */
    static final int MOST_DIMENSIONS = 32;

    private final DataType type;
    private final List<Integer> shape;
    private final int items;
    private final ByteBuffer data;

    /** @throws IllegalArgumentException where the bytes are not as many as type and shape make them */
    public NumpyArray(DataType type, List<Integer> shape, ByteBuffer data) {
        this.type = type;
        this.shape = List.copyOf(shape);
        this.data = data.slice();
        if (this.shape.size() > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "an array has at most " + MOST_DIMENSIONS + " dimensions, this one " + this.shape.size());
        }
        items = items(this.shape);
        long bytes = (long) items * type.itemBytes();
        if (bytes != this.data.capacity()) {
            throw new IllegalArgumentException("an array %s of %s has %d bytes, not %d"
                    .formatted(this.shape, type.name(), bytes, this.data.capacity()));
        }
    }

    /** A length of nothing makes all of it nothing, however long the others are. */
    private static int items(List<Integer> shape) {
        long items = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("the shape " + shape + " has a negative length");
            }
            // Beyond what fits it stays beyond: one more factor below 2^31 overflows no long.
            items = Math.min(items * length, 1L << 31);
        }
        if (!shape.contains(0) && items > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the shape " + shape + " has more items than fit a memory");
        }
        return shape.contains(0) ? 0 : (int) items;
    }

    /** Pixels and other bytes, for example height, width, colour. */
    public static NumpyArray ofUint8(byte[] items, int... shape) {
        return new NumpyArray(DataType.UINT8, boxed(shape), ByteBuffer.wrap(items));
    }

    public static NumpyArray ofFloats(float[] items, int... shape) {
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(4, items.length)).order(DataType.FLOAT32.order());
        data.asFloatBuffer().put(items);
        return new NumpyArray(DataType.FLOAT32, boxed(shape), data);
    }

    public static NumpyArray ofDoubles(double[] items, int... shape) {
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(8, items.length)).order(DataType.FLOAT64.order());
        data.asDoubleBuffer().put(items);
        return new NumpyArray(DataType.FLOAT64, boxed(shape), data);
    }

    private static List<Integer> boxed(int... shape) {
        return java.util.Arrays.stream(shape).boxed().toList();
    }

    public DataType type() {
        return type;
    }

    public List<Integer> shape() {
        return shape;
    }

    /** The items as they are on the wire; a view of its own position. */
    public ByteBuffer data() {
        return data.asReadOnlyBuffer().order(type.order());
    }

    /** The same for the writer, which changes nothing and spares a copy. */
    ByteBuffer unguarded() {
        return data.duplicate();
    }

    /** How many items. */
    public int size() {
        return items;
    }

    /**
     * Every item as a number, in C order.
     *
     * @throws IllegalArgumentException where the items are no numbers that a double holds
     */
    public double[] toDoubles() {
        if (!type.numeric()) {
            throw new IllegalArgumentException("an array of " + type.name() + " holds no numbers that can be read");
        }
        double[] items = new double[size()];
        ByteBuffer in = data();
        for (int i = 0; i < items.length; i++) {
            items[i] = next(in);
        }
        return items;
    }

    private double next(ByteBuffer in) {
        return switch (type.kind()) {
            case TRUTH -> in.get() == 0 ? 0 : 1;
            case SIGNED ->
                switch (type.itemBytes()) {
                    case 1 -> in.get();
                    case 2 -> in.getShort();
                    case 4 -> in.getInt();
                    default -> in.getLong();
                };
            case UNSIGNED ->
                switch (type.itemBytes()) {
                    case 1 -> Byte.toUnsignedInt(in.get());
                    case 2 -> Short.toUnsignedInt(in.getShort());
                    case 4 -> Integer.toUnsignedLong(in.getInt());
                    default -> unsigned(in.getLong());
                };
            case FLOATING ->
                switch (type.itemBytes()) {
                    case 2 -> Float.float16ToFloat(in.getShort());
                    case 4 -> in.getFloat();
                    default -> in.getDouble();
                };
            case BYTES, TEXT, MOMENT, DURATION -> throw new IllegalStateException("not numeric: " + type.name());
        };
    }

    /** Halved with its last bit kept, so that rounding sees it, then doubled. */
    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumpyArray array
                && type.equals(array.type)
                && shape.equals(array.shape)
                && data.equals(array.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, shape, data);
    }

    @Override
    public String toString() {
        return type.name() + shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
