package dev.parley.core.uploaded;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One input of an uploaded network and where it comes from.
 *
 * @param tensor as the file names it
 * @param from {@code camera} for what the policy's camera sees; {@code state} for all that the body measures of itself or {@code
 *     state:2:5} for the numbers 2, 3 and 4 of it; {@code instruction} for the words' embedding
 * @param type bytes of 0 to 255 or floats, those of a picture 0 to 1
 * @param shape without the batch's dimension: height, width, 3 or 3, height, width for a picture, one length for all else
 */
public record TensorInput(String tensor, String from, Type type, List<Integer> shape) {
    /** Numbers of an embedding: those of all-MiniLM-L6-v2. */
    public static final int EMBEDDING = 384;

    public static final int LONGEST_NAME = 100;

    private static final int LEAST_SIDE = 16;
    private static final int MOST_SIDE = 512;
    private static final int MOST_NUMBERS = 256;
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1," + LONGEST_NAME + "}");
    private static final Pattern SLICE = Pattern.compile("state:(\\d{1,3}):(\\d{1,3})");

    /** How its numbers are written. */
    public enum Type {
        UINT8,
        FLOAT32
    }

    /** @throws ParleyException MAPPING_REFUSED */
    public TensorInput {
        shape = List.copyOf(shape);
        requireName(tensor);
        switch (from) {
            case "camera" -> requirePicture(tensor, shape);
            case "instruction" -> requireNumbers(tensor, type, shape, EMBEDDING, EMBEDDING);
            case "state" -> requireNumbers(tensor, type, shape, 1, MOST_NUMBERS);
            default -> {
                Matcher slice = SLICE.matcher(from);
                if (!slice.matches()) {
                    throw refused("Input %s comes from camera, state, state:FROM:TO or instruction, not from \"%s\"."
                            .formatted(tensor, from.length() <= 40 ? from : from.substring(0, 40) + "…"));
                }
                int length = Integer.parseInt(slice.group(2)) - Integer.parseInt(slice.group(1));
                requireNumbers(tensor, type, shape, Math.max(1, length), Math.max(1, length));
            }
        }
    }

    static void requireName(String tensor) {
        if (!NAME.matcher(tensor).matches()) {
            throw refused("A tensor's name has 1 to %d visible characters of ASCII.".formatted(LONGEST_NAME));
        }
    }

    private static void requirePicture(String tensor, List<Integer> shape) {
        boolean last = shape.size() == 3 && shape.get(2) == 3;
        boolean first = shape.size() == 3 && shape.get(0) == 3;
        List<Integer> sides = last ? shape.subList(0, 2) : first ? shape.subList(1, 3) : List.of();
        if (sides.isEmpty() || sides.stream().anyMatch(side -> side < LEAST_SIDE || side > MOST_SIDE)) {
            throw refused(
                    "Input %s is a picture: its shape is [height, width, 3] or [3, height, width], %d to %d high and wide, not %s."
                            .formatted(tensor, LEAST_SIDE, MOST_SIDE, shape));
        }
    }

    private static void requireNumbers(String tensor, Type type, List<Integer> shape, int least, int most) {
        if (type != Type.FLOAT32) {
            throw refused("Input %s is no picture: its numbers are float32.".formatted(tensor));
        }
        if (shape.size() != 1 || shape.getFirst() < least || shape.getFirst() > most) {
            throw refused("Input %s has the shape [%s], not %s."
                    .formatted(tensor, least == most ? String.valueOf(least) : least + " to " + most, shape));
        }
    }

    /** How long a state has to be for it; zero where it wants none. */
    int stateNeeded() {
        Matcher slice = SLICE.matcher(from);
        return slice.matches() ? Integer.parseInt(slice.group(2)) : wholeState() ? shape.getFirst() : 0;
    }

    boolean wholeState() {
        return from.equals("state");
    }

    boolean words() {
        return from.equals("instruction");
    }

    static ParleyException refused(String sentence) {
        return new ParleyException(ErrorCode.MAPPING_REFUSED, sentence);
    }
}
