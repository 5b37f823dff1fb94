package dev.parley.sim.uploaded;

import dev.parley.policy.picture.Resizing;
import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.NetworkInput;
import dev.parley.station.v1.NumberType;
import dev.parley.station.v1.UploadedPolicy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of what is seen the numbers that an uploaded network declared. Floats are in network order. */
final class Showing {
    private static final Pattern SLICE = Pattern.compile("state:(\\d{1,3}):(\\d{1,3})");
    private static final String CAMERA = "camera";
    private static final String INSTRUCTION = "instruction";
    private static final int COLOURS = 3;
    private static final float BRIGHTEST = 255;

    private final List<NetworkInput> inputs;
    private final float[] words;

    /** @param words the sentence's embedding; empty where no input wants it */
    Showing(List<NetworkInput> inputs, float[] words) {
        this.inputs = List.copyOf(inputs);
        this.words = words.clone();
    }

    static boolean wantsWords(UploadedPolicy policy) {
        return policy.getInputsList().stream().anyMatch(input -> input.getFrom().equals(INSTRUCTION));
    }

    /** Why this station cannot show what is wanted in that scene, as a sentence; empty when it can. */
    static Optional<String> refusal(UploadedPolicy policy, SceneDescription scene) {
        if (policy.getActionWidth() != scene.actions().size()) {
            return Optional.of("The policy gives %d numbers for an action; scene %s takes %d"
                    .formatted(
                            policy.getActionWidth(), scene.id(), scene.actions().size()));
        }
        if (policy.getHorizon() < 1) {
            return Optional.of("The policy's horizon is at least one action");
        }
        return policy.getInputsList().stream()
                .filter(input -> !possible(input, scene.proprioception().size()))
                .findFirst()
                .map(input -> "Scene %s cannot show a policy %s as %s"
                        .formatted(scene.id(), input.getFrom(), input.getShapeList()));
    }

    private static boolean possible(NetworkInput input, int states) {
        List<Integer> shape = input.getShapeList();
        boolean floats = input.getType() == NumberType.NUMBER_TYPE_FLOAT32;
        return switch (input.getFrom()) {
            case CAMERA ->
                (floats || input.getType() == NumberType.NUMBER_TYPE_UINT8)
                        && shape.size() == 3
                        && (shape.get(2) == COLOURS || shape.get(0) == COLOURS)
                        && shape.stream().allMatch(side -> side >= 1 && side <= 512);
            case INSTRUCTION -> floats && shape.equals(List.of(SentenceEncoder.WIDTH));
            case "state" -> floats && shape.equals(List.of(states));
            default -> {
                Matcher slice = SLICE.matcher(input.getFrom());
                yield floats
                        && slice.matches()
                        && Integer.parseInt(slice.group(2)) <= states
                        && shape.equals(List.of(Integer.parseInt(slice.group(2)) - Integer.parseInt(slice.group(1))));
            }
        };
    }

    List<byte[]> of(Observation seen) {
        List<byte[]> values = new ArrayList<>();
        for (NetworkInput input : inputs) {
            values.add(
                    switch (input.getFrom()) {
                        case CAMERA -> picture(input, seen);
                        case INSTRUCTION -> floats(words);
                        default -> floats(state(input.getFrom(), seen.proprioception()));
                    });
        }
        return values;
    }

    private static float[] state(String from, float[] state) {
        Matcher slice = SLICE.matcher(from);
        return slice.matches()
                ? Arrays.copyOfRange(state, Integer.parseInt(slice.group(1)), Integer.parseInt(slice.group(2)))
                : state;
    }

    private static byte[] picture(NetworkInput input, Observation seen) {
        List<Integer> shape = input.getShapeList();
        boolean last = shape.get(2) == COLOURS;
        int height = last ? shape.get(0) : shape.get(1);
        int width = last ? shape.get(1) : shape.get(2);
        byte[] rows = Resizing.withPadding(seen.image(), Observation.IMAGE_SIDE, Observation.IMAGE_SIDE, width, height);
        byte[] pixels = last ? rows : Resizing.colourFirst(rows);
        if (input.getType() == NumberType.NUMBER_TYPE_UINT8) {
            return pixels;
        }
        float[] brightness = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            brightness[i] = Byte.toUnsignedInt(pixels[i]) / BRIGHTEST;
        }
        return floats(brightness);
    }

    /** Of the right shapes, from nowhere: pixels and measurements by chance, the same for ever. */
    static List<byte[]> madeUp(List<NetworkInput> inputs) {
        Random random = new Random(20);
        List<byte[]> values = new ArrayList<>();
        for (NetworkInput input : inputs) {
            SandboxWire.Given given = SandboxWire.Given.of(input);
            byte[] value = new byte[given.sizeBytes()];
            if (given.bytes()) {
                random.nextBytes(value);
            } else {
                ByteBuffer numbers = ByteBuffer.wrap(value);
                while (numbers.hasRemaining()) {
                    numbers.putFloat(random.nextFloat());
                }
            }
            values.add(value);
        }
        return values;
    }

    private static byte[] floats(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }
}
