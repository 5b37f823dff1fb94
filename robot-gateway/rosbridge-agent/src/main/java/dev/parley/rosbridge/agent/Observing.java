package dev.parley.rosbridge.agent;

import dev.parley.policy.picture.Resizing;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.rosbridge.wire.Picture;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.PolicyInput;
import dev.parley.station.v1.RelayedPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of joints and pictures the observation that a policy declared. */
final class Observing {
    private static final Pattern SLICE = Pattern.compile("state:(\\d{1,3}):(\\d{1,3})");
    private static final String CAMERA = "camera";
    private static final String NAMED = CAMERA + ":";
    private static final int COLOURS = 3;

    private final List<PolicyInput> inputs;
    private final String words;
    private final String firstCamera;

    Observing(List<PolicyInput> inputs, String words, String firstCamera) {
        this.inputs = List.copyOf(inputs);
        this.words = words;
        this.firstCamera = firstCamera;
    }

    /** Why this body cannot show what is wanted, a sentence; empty when it can. */
    static Optional<String> refusal(RelayedPolicy policy, Embodiment body) {
        int width = body.getActionSpace().getVector().getNamesCount();
        if (policy.getActionWidth() != width) {
            return Optional.of("The policy gives " + policy.getActionWidth()
                    + " numbers for an action; this robot takes " + width + ".");
        }
        if (policy.getHorizon() < 1) {
            return Optional.of("The policy's horizon is at least one action.");
        }
        return policy.getInputsList().stream()
                .filter(input -> !possible(input, body))
                .findFirst()
                .map(input ->
                        "This robot cannot show a policy " + input.getFrom() + " as " + input.getShapeList() + ".");
    }

    private static boolean possible(PolicyInput input, Embodiment body) {
        String from = input.getFrom();
        List<Integer> shape = input.getShapeList();
        int states = body.getObservationSpace().getState().getNamesCount();
        List<String> cameras = body.getObservationSpace().getCamerasList().stream()
                .map(CameraSpec::getName)
                .toList();
        if (from.equals("instruction")) {
            return true;
        }
        if (from.startsWith(CAMERA)) {
            boolean there = from.equals(CAMERA)
                    ? !cameras.isEmpty()
                    : from.startsWith(NAMED) && cameras.contains(from.substring(NAMED.length()));
            return there && shape.size() == COLOURS && (shape.get(2) == COLOURS || shape.get(0) == COLOURS);
        }
        if (from.equals("state")) {
            return shape.equals(List.of(states));
        }
        Matcher slice = SLICE.matcher(from);
        return slice.matches()
                && Integer.parseInt(slice.group(1)) < Integer.parseInt(slice.group(2))
                && Integer.parseInt(slice.group(2)) <= states;
    }

    /** Cameras whose pictures are needed for it. */
    List<String> cameras() {
        return inputs.stream()
                .map(PolicyInput::getFrom)
                .filter(from -> from.startsWith(CAMERA))
                .map(this::camera)
                .distinct()
                .toList();
    }

    private String camera(String from) {
        return from.startsWith(NAMED) ? from.substring(NAMED.length()) : firstCamera;
    }

    /** @param pictures of {@link #cameras} at least */
    Fields of(double[] state, Map<String, Picture> pictures) {
        Fields observation = Fields.empty();
        for (PolicyInput input : inputs) {
            PolicyValue value = value(input, state, pictures);
            int within = input.getKey().indexOf('>');
            if (within < 0) {
                observation = observation.with(input.getKey(), value);
            } else {
                String outer = input.getKey().substring(0, within);
                Fields inner = observation.find(outer).map(Fields.class::cast).orElse(Fields.empty());
                observation = observation.with(outer, inner.with(input.getKey().substring(within + 1), value));
            }
        }
        return observation;
    }

    private PolicyValue value(PolicyInput input, double[] state, Map<String, Picture> pictures) {
        String from = input.getFrom();
        if (from.equals("instruction")) {
            return new Text(words);
        }
        if (from.startsWith(CAMERA)) {
            Picture picture = pictures.get(camera(from));
            if (picture == null) {
                throw new IllegalStateException("there is no picture of " + camera(from));
            }
            return new Array(picture(input.getShapeList(), picture));
        }
        Matcher slice = SLICE.matcher(from);
        double[] part = slice.matches()
                ? Arrays.copyOfRange(state, Integer.parseInt(slice.group(1)), Integer.parseInt(slice.group(2)))
                : state;
        float[] floats = new float[part.length];
        for (int i = 0; i < part.length; i++) {
            floats[i] = (float) part[i];
        }
        return new Array(NumpyArray.ofFloats(floats, floats.length));
    }

    private static NumpyArray picture(List<Integer> shape, Picture seen) {
        boolean last = shape.get(2) == COLOURS;
        int height = last ? shape.get(0) : shape.get(1);
        int width = last ? shape.get(1) : shape.get(2);
        byte[] pixels = Resizing.withPadding(seen.rgb(), seen.widthPx(), seen.heightPx(), width, height);
        return NumpyArray.ofUint8(
                last ? pixels : Resizing.colourFirst(pixels), shape.get(0), shape.get(1), shape.get(2));
    }
}
