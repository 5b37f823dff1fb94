package dev.parley.core.uploaded;

import java.util.List;

/**
 * How an uploaded network is used: what its tensors are given and what its answers mean. Declared once; another mapping is another policy.
 *
 * @param sceneIds where it acts; all of one body
 * @param output the tensor with the actions
 * @param actionWidth numbers in one action, in the station's order and units
 * @param horizon actions of an answer that are carried out before it is asked again
 */
public record NetworkMapping(
        List<String> sceneIds, List<TensorInput> inputs, String output, int actionWidth, int horizon) {
    public static final int MOST_SCENES = 16;
    public static final int MOST_INPUTS = 16;
    public static final int WIDEST_ACTION = 128;
    public static final int FARTHEST_HORIZON = 100;

    /** @throws dev.parley.core.problem.ParleyException MAPPING_REFUSED */
    public NetworkMapping {
        sceneIds = sceneIds.stream().distinct().toList();
        inputs = List.copyOf(inputs);
        requireBetween("scenes", sceneIds.size(), MOST_SCENES);
        requireBetween("inputs", inputs.size(), MOST_INPUTS);
        requireBetween("numbers in an action", actionWidth, WIDEST_ACTION);
        requireBetween("actions before it is asked again", horizon, FARTHEST_HORIZON);
        TensorInput.requireName(output);
        if (inputs.stream().map(TensorInput::tensor).distinct().count() != inputs.size()) {
            throw TensorInput.refused("Two inputs have the same tensor; each stands once.");
        }
    }

    private static void requireBetween(String what, int count, int most) {
        if (count < 1 || count > most) {
            throw TensorInput.refused("There are 1 to %d %s, not %d.".formatted(most, what, count));
        }
    }

    /** Whether it makes a difference to it what is asked. */
    public boolean readsWords() {
        return inputs.stream().anyMatch(TensorInput::words);
    }
}
