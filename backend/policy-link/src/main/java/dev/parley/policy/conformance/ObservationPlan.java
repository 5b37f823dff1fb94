package dev.parley.policy.conformance;

import dev.parley.policy.dialect.RoboArenaNeeds;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an observation for this policy consists of, and made-up ones of that form: the same number gives the same
 * observation, everywhere and always. Pictures are noise and states lie between -1 and 1: they test a connection, not a
 * policy.
 *
 * @param name for the certificate
 * @param entries in the order in which they are sent
 */
public record ObservationPlan(String name, List<Entry> entries) {
    private static final Pattern ENTRY =
            Pattern.compile("([^=\\s]{1,100})=(?:(u1|f4):(\\d{1,5}(?:x\\d{1,5}){0,3})|text)");
    private static final int PICTURE_DIMENSIONS = 3;
    private static final int COLOURS = 3;
    private static final long LARGEST = 16L * 1024 * 1024;
    private static final String PROMPT = "pick up the red block";

    /** What stands under one key. */
    public enum Kind {
        /** Bytes, 0 to 255. */
        PIXELS,
        /** Numbers in four bytes. */
        NUMBERS,
        TEXT
    }

    /**
     * One key; slashes and dots are part of it, {@code outer>inner} names an entry of a map within.
     *
     * @param shape empty for text
     */
    public record Entry(String key, Kind kind, List<Integer> shape) {
        boolean picture() {
            return kind == Kind.PIXELS && shape.size() == PICTURE_DIMENSIONS;
        }

        /** Colour last, as most take pictures. */
        boolean colourLast() {
            return picture() && shape.getLast() == COLOURS;
        }

        PolicyValue made(SplittableRandom random) {
            int size = shape.stream().reduce(1, Math::multiplyExact);
            int[] lengths = shape.stream().mapToInt(Integer::intValue).toArray();
            return switch (kind) {
                case TEXT -> new Text(PROMPT);
                case PIXELS -> {
                    byte[] pixels = new byte[size];
                    random.nextBytes(pixels);
                    yield new Array(NumpyArray.ofUint8(pixels, lengths));
                }
                case NUMBERS -> {
                    float[] numbers = new float[size];
                    for (int i = 0; i < size; i++) {
                        numbers[i] = (float) random.nextDouble(-1, 1);
                    }
                    yield new Array(NumpyArray.ofFloats(numbers, lengths));
                }
            };
        }
    }

    public ObservationPlan {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("an observation has at least one key");
        }
        if (entries.stream().map(Entry::key).distinct().count() != entries.size()) {
            throw new IllegalArgumentException("a key is named twice");
        }
    }

    /** Of the embodiments that openpi's own policies were trained on. */
    public static ObservationPlan known(String name) {
        return switch (name) {
            case "droid" ->
                of(
                        name,
                        "observation/exterior_image_1_left=u1:224x224x3",
                        "observation/wrist_image_left=u1:224x224x3",
                        "observation/joint_position=f4:7",
                        "observation/gripper_position=f4:1",
                        "prompt=text");
            case "libero" ->
                of(
                        name,
                        "observation/image=u1:224x224x3",
                        "observation/wrist_image=u1:224x224x3",
                        "observation/state=f4:8",
                        "prompt=text");
            case "aloha" ->
                of(
                        name,
                        "state=f4:14",
                        "images>cam_high=u1:3x224x224",
                        "images>cam_low=u1:3x224x224",
                        "images>cam_left_wrist=u1:3x224x224",
                        "images>cam_right_wrist=u1:3x224x224",
                        "prompt=text");
            default ->
                throw new IllegalArgumentException("the known profiles are droid, libero and aloha, not " + name);
        };
    }

    /** What a RoboArena server says it needs. */
    public static ObservationPlan of(RoboArenaNeeds needs) {
        String size =
                needs.resolution().map(it -> it.heightPx() + "x" + it.widthPx()).orElse("224x224");
        List<String> entries = new ArrayList<>();
        List<String> cameras = new ArrayList<>();
        if (needs.wristCamera()) {
            cameras.add("wrist_image");
        }
        for (int i = 0; i < needs.externalCameras(); i++) {
            cameras.add("exterior_image_" + i);
        }
        for (String camera : cameras) {
            entries.add("observation/" + camera + "_left=u1:" + size + "x3");
            if (needs.stereoCamera()) {
                entries.add("observation/" + camera + "_right=u1:" + size + "x3");
            }
        }
        entries.add("observation/joint_position=f4:7");
        entries.add("observation/cartesian_position=f4:6");
        entries.add("observation/gripper_position=f4:1");
        entries.add("prompt=text");
        if (needs.sessionId()) {
            entries.add("session_id=text");
        }
        return of("roboarena", entries.toArray(String[]::new));
    }

    /** @param entries each {@code key=u1:224x224x3} (bytes), {@code key=f4:7} (numbers) or {@code key=text} */
    public static ObservationPlan of(String name, String... entries) {
        return new ObservationPlan(
                name, Arrays.stream(entries).map(ObservationPlan::entry).toList());
    }

    private static Entry entry(String written) {
        Matcher matcher = ENTRY.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + written + "' is not key=u1:224x224x3, key=f4:7 or key=text");
        }
        if (matcher.group(2) == null) {
            return new Entry(matcher.group(1), Kind.TEXT, List.of());
        }
        List<Integer> shape = Arrays.stream(matcher.group(3).split("x", -1))
                .map(Integer::valueOf)
                .toList();
        long items = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (items < 1 || items > LARGEST) {
            throw new IllegalArgumentException(
                    "'" + written + "' has " + items + " items; 1 to " + LARGEST + " are possible");
        }
        return new Entry(matcher.group(1), matcher.group(2).equals("u1") ? Kind.PIXELS : Kind.NUMBERS, shape);
    }

    /** The made-up observation of that number. */
    public Fields observation(long number) {
        Fields observation = Fields.empty();
        for (Entry entry : entries) {
            // Each from a stream of its own, so that leaving one out leaves the others as they are.
            PolicyValue value =
                    entry.made(new SplittableRandom(31 * number + entry.key().hashCode()));
            int inner = entry.key().indexOf('>');
            if (inner < 0) {
                observation = observation.with(entry.key(), value);
            } else {
                String outer = entry.key().substring(0, inner);
                Fields within = observation.find(outer).map(Fields.class::cast).orElse(Fields.empty());
                observation = observation.with(outer, within.with(entry.key().substring(inner + 1), value));
            }
        }
        return observation;
    }

    /** The observation of that number as it is when one key is missing. */
    Fields without(long number, Entry left) {
        return changed(number, left, List.of());
    }

    /** The observation of that number with another thing where one key was. */
    Fields with(long number, Entry left, Entry instead) {
        return changed(number, left, List.of(instead));
    }

    private Fields changed(long number, Entry left, List<Entry> instead) {
        List<Entry> others = entries.stream()
                .flatMap(entry -> entry.equals(left) ? instead.stream() : java.util.stream.Stream.of(entry))
                .toList();
        return others.isEmpty() ? Fields.empty() : new ObservationPlan(name, others).observation(number);
    }

    @Override
    public String toString() {
        return entries.stream()
                .map(entry -> entry.key() + "="
                        + switch (entry.kind()) {
                            case TEXT -> "text";
                            case PIXELS -> "u1:" + sizes(entry);
                            case NUMBERS -> "f4:" + sizes(entry);
                        })
                .collect(Collectors.joining(" "));
    }

    private static String sizes(Entry entry) {
        return entry.shape().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
