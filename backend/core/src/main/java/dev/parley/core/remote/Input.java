package dev.parley.core.remote;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.policy.conformance.ObservationPlan;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One input of a remote policy and where it comes from.
 *
 * @param key as the policy's server reads it; {@code outer>inner} names an entry of a map within
 * @param from {@code instruction}; {@code camera} for the station's own policy camera or {@code camera:NAME}; {@code state} for all
 *     that the body measures of itself or {@code state:2:5} for the numbers 2, 3 and 4 of it
 * @param shape of the array: height, width, 3 or 3, height, width for a camera, one length for a state; empty for the instruction
 */
public record Input(String key, String from, List<Integer> shape) {
    /** Nothing that is not seen, nor halves of characters: neither a database nor a page takes those. */
    private static final Pattern KEY = Pattern.compile("[^=\\s\\p{Z}\\p{C}>]+(?:>[^=\\s\\p{Z}\\p{C}>]+)?");

    private static final int LONGEST_KEY = 100;
    private static final Pattern CAMERA = Pattern.compile("camera(?::([a-z0-9][a-z0-9._-]{0,63}))?");
    private static final Pattern STATE = Pattern.compile("state(?::(\\d{1,3}):(\\d{1,3}))?");
    private static final int LEAST_SIDE = 16;
    private static final int MOST_SIDE = 512;
    private static final int MOST_NUMBERS = 256;

    /** @throws ParleyException MAPPING_REFUSED */
    public Input {
        shape = List.copyOf(shape);
        if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
            throw refused(
                    "A key has 1 to %d characters that are seen, none of them '=', and at most one '>' between two others; \"%s\" is not such a key."
                            .formatted(LONGEST_KEY, shortened(key)));
        }
        switch (source(from)) {
            case INSTRUCTION -> {
                if (!shape.isEmpty()) {
                    throw refused("Input %s is the instruction, a text; leave its shape out.".formatted(key));
                }
            }
            case CAMERA -> requirePicture(key, shape);
            case STATE -> requireNumbers(key, from, shape);
        }
    }

    /** The key in the map that is sent; for {@code outer>inner} the outer one. */
    String outer() {
        int within = key.indexOf('>');
        return within < 0 ? key : key.substring(0, within);
    }

    /** What kind of thing it is. */
    public enum Source {
        INSTRUCTION,
        CAMERA,
        STATE
    }

    public Source source() {
        return source(from);
    }

    private static Source source(String from) {
        if (from.equals("instruction")) {
            return Source.INSTRUCTION;
        }
        if (CAMERA.matcher(from).matches()) {
            return Source.CAMERA;
        }
        if (STATE.matcher(from).matches()) {
            return Source.STATE;
        }
        throw refused("\"%s\" is no source of an input: it is instruction, camera, camera:NAME, state or state:FROM:TO."
                .formatted(shortened(from)));
    }

    private static void requirePicture(String key, List<Integer> shape) {
        boolean last = shape.size() == 3 && shape.get(2) == 3;
        boolean first = shape.size() == 3 && shape.get(0) == 3;
        List<Integer> sides = last ? shape.subList(0, 2) : first ? shape.subList(1, 3) : List.of();
        if (sides.isEmpty() || sides.stream().anyMatch(side -> side < LEAST_SIDE || side > MOST_SIDE)) {
            throw refused(
                    "Input %s is a picture: its shape is [height, width, 3] or [3, height, width], %d to %d high and wide, not %s."
                            .formatted(key, LEAST_SIDE, MOST_SIDE, shape));
        }
    }

    private static void requireNumbers(String key, String from, List<Integer> shape) {
        if (shape.size() != 1 || shape.getFirst() < 1 || shape.getFirst() > MOST_NUMBERS) {
            throw refused("Input %s is a state: its shape is [how many], 1 to %d, not %s."
                    .formatted(key, MOST_NUMBERS, shape));
        }
        Matcher slice = STATE.matcher(from);
        if (slice.matches() && slice.group(1) != null) {
            int length = Integer.parseInt(slice.group(2)) - Integer.parseInt(slice.group(1));
            if (length != shape.getFirst()) {
                throw refused("Input %s takes %d numbers from %s, but its shape is %s."
                        .formatted(key, Math.max(0, length), from, shape));
            }
        }
    }

    /** The camera it names; empty for the station's policy camera. */
    public String camera() {
        Matcher camera = CAMERA.matcher(from);
        return camera.matches() && camera.group(1) != null ? camera.group(1) : "";
    }

    /** How long a state has to be for it. */
    public int stateNeeded() {
        Matcher slice = STATE.matcher(from);
        return slice.matches() && slice.group(2) != null ? Integer.parseInt(slice.group(2)) : shape.getFirst();
    }

    /** Whether it takes the state whole, so that the state must be exactly so long. */
    public boolean wholeState() {
        return from.equals("state");
    }

    /** How large the array is; a text counts nothing. */
    long bytes() {
        long items = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        return switch (source()) {
            case INSTRUCTION -> 0;
            case CAMERA -> items;
            case STATE -> items * Float.BYTES;
        };
    }

    /** As {@link ObservationPlan} reads it. */
    String planned() {
        String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
        return switch (source()) {
            case INSTRUCTION -> key + "=text";
            case CAMERA -> key + "=u1:" + sizes;
            case STATE -> key + "=f4:" + sizes;
        };
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    static ParleyException refused(String detail) {
        return new ParleyException(ErrorCode.MAPPING_REFUSED, detail);
    }
}
