package dev.parley.sim.policy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row of a network's input or output.
 *
 * @param type of its numbers
 * @param row how many there are in each dimension after the first, which counts the rows of a batch
 */
public record TensorShape(Type type, List<Integer> row) {

    /** What the numbers are. */
    public enum Type {
        /** Whole numbers from 0 to 255, as in pictures. */
        UINT8,
        /** Floating-point numbers of 32 bits. */
        FLOAT
    }

    public TensorShape {
        row = List.copyOf(row);
        if (row.isEmpty() || row.stream().anyMatch(each -> each < 1)) {
            throw new IllegalArgumentException("A row needs positive dimensions, got " + row);
        }
    }

    /** Rows of pictures, an example of {@code uint8(64, 64, 3)}. */
    public static TensorShape uint8(int... row) {
        return new TensorShape(Type.UINT8, Arrays.stream(row).boxed().toList());
    }

    /** Rows of floating-point numbers. */
    public static TensorShape floats(int... row) {
        return new TensorShape(Type.FLOAT, Arrays.stream(row).boxed().toList());
    }

    /** Numbers in a row. */
    public int width() {
        return row.stream().reduce(1, Math::multiplyExact);
    }

    /** For instance {@code float [n, 384]}. */
    @Override
    public String toString() {
        String numbers = row.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (type == Type.UINT8 ? "uint8" : "float") + " [n, " + numbers + "]";
    }
}
