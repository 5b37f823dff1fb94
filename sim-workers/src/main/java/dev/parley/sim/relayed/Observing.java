package dev.parley.sim.relayed;

import dev.parley.policy.picture.Resizing;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.PolicyInput;
import dev.parley.station.v1.RelayedPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of what is seen in a scene the observation that a policy elsewhere declared. */
final class Observing {

    private static final Pattern SLICE = Pattern.compile("state:(\\d{1,3}):(\\d{1,3})");
    private static final String CAMERA = "camera";
    private static final int PICTURE_DIMENSIONS = 3;
    private static final int COLOURS = 3;

    private final List<PolicyInput> inputs;
    private final String words;

    Observing(List<PolicyInput> inputs, String words) {
        this.inputs = List.copyOf(inputs);
        this.words = words;
    }

    /** Why this station cannot show what is wanted in that scene, as a sentence; empty when it can. */
    static Optional<String> refusal(RelayedPolicy policy, SceneDescription scene) {
        if (policy.getActionWidth() != scene.actions().size()) {
            return Optional.of("The policy gives %d numbers for an action; scene %s takes %d"
                    .formatted(
                            policy.getActionWidth(), scene.id(), scene.actions().size()));
        }
        if (policy.getHorizon() < 1) {
            return Optional.of("The policy's horizon is at least one action");
        }
        return policy.getInputsList().stream()
                .flatMap(input -> refusal(input, scene).stream())
                .findFirst();
    }

    private static Optional<String> refusal(PolicyInput input, SceneDescription scene) {
        String from = input.getFrom();
        int states = scene.proprioception().size();
        boolean possible;
        if (from.equals("instruction")) {
            possible = true;
        } else if (from.equals(CAMERA) || isPolicyCamera(from, scene)) {
            List<Integer> shape = input.getShapeList();
            possible = shape.size() == PICTURE_DIMENSIONS && (shape.get(2) == COLOURS || shape.get(0) == COLOURS);
        } else if (from.equals("state")) {
            possible = input.getShapeList().equals(List.of(states));
        } else {
            Matcher slice = SLICE.matcher(from);
            possible = slice.matches() && Integer.parseInt(slice.group(2)) <= states;
        }
        return possible
                ? Optional.empty()
                : Optional.of(
                        "Scene %s cannot show a policy %s as %s".formatted(scene.id(), from, input.getShapeList()));
    }

    private static boolean isPolicyCamera(String from, SceneDescription scene) {
        return scene.cameras().stream()
                .filter(camera -> camera.audience().equals("policy"))
                .anyMatch(camera -> from.equals(CAMERA + ":" + camera.id()));
    }

    Fields of(Observation seen) {
        Fields observation = Fields.empty();
        for (PolicyInput input : inputs) {
            PolicyValue value = value(input, seen);
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

    private PolicyValue value(PolicyInput input, Observation seen) {
        String from = input.getFrom();
        if (from.equals("instruction")) {
            return new Text(words);
        }
        if (from.startsWith(CAMERA)) {
            return new Array(picture(input.getShapeList(), seen));
        }
        float[] state = seen.proprioception();
        Matcher slice = SLICE.matcher(from);
        float[] part = slice.matches()
                ? Arrays.copyOfRange(state, Integer.parseInt(slice.group(1)), Integer.parseInt(slice.group(2)))
                : state.clone();
        return new Array(NumpyArray.ofFloats(part, part.length));
    }

    private static NumpyArray picture(List<Integer> shape, Observation seen) {
        boolean last = shape.get(2) == COLOURS;
        int height = last ? shape.get(0) : shape.get(1);
        int width = last ? shape.get(1) : shape.get(2);
        byte[] pixels =
                Resizing.withPadding(seen.image(), Observation.IMAGE_SIDE, Observation.IMAGE_SIDE, width, height);
        return NumpyArray.ofUint8(
                last ? pixels : Resizing.colourFirst(pixels), shape.get(0), shape.get(1), shape.get(2));
    }
}
