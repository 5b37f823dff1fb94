package dev.parley.policy.dialect;

import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.WireFault;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive actions from one inference, the first for the observation that was sent. All are finite and of one width.
 *
 * @param actions at least one; each in the policy's own units and order
 */
public record ActionChunk(List<List<Double>> actions) {
    /** Far more than any policy plans ahead. */
    public static final int MOST_ACTIONS = 1_000;

    /** Two arms with hands fit. */
    public static final int MOST_NUMBERS = 128;

    private static final String ACTIONS = "actions";
    private static final String ACTION = "action";

    public ActionChunk {
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("a chunk has at least one action");
        }
        actions = actions.stream().map(List::copyOf).toList();
    }

    /** Numbers in each action. */
    public int width() {
        return actions.getFirst().size();
    }

    /** The first of them: what is executed before the policy is asked again. */
    public ActionChunk first(int horizon) {
        return new ActionChunk(actions.subList(0, Math.min(horizon, actions.size())));
    }

    /** @throws WireFault saying what about the answer is no action chunk */
    public static ActionChunk of(Dialect dialect, PolicyValue answer) throws WireFault {
        return of(array(dialect, answer));
    }

    private static NumpyArray array(Dialect dialect, PolicyValue answer) throws WireFault {
        return switch (answer) {
            case Array(NumpyArray array) when dialect == Dialect.ROBOARENA -> array;
            case Fields fields -> {
                PolicyValue found = fields.find(ACTIONS)
                        // Its documentation names the bare array so.
                        .or(() -> dialect == Dialect.ROBOARENA ? fields.find(ACTION) : java.util.Optional.empty())
                        .orElseThrow(() -> new WireFault("the answer has no 'actions', only "
                                + fields.entries().keySet().stream().limit(16).toList()));
                if (!(found instanceof Array(NumpyArray array))) {
                    throw new WireFault("'actions' is no numpy array");
                }
                yield array;
            }
            default ->
                throw new WireFault("the answer is neither a map with 'actions' nor"
                        + (dialect == Dialect.ROBOARENA ? " an array" : " anything else that this dialect knows"));
        };
    }

    private static ActionChunk of(NumpyArray array) throws WireFault {
        if (array.shape().size() != 2) {
            throw new WireFault(
                    "actions have two dimensions, how many and how wide; these have the shape " + array.shape());
        }
        int rows = array.shape().get(0);
        int width = array.shape().get(1);
        if (rows < 1 || rows > MOST_ACTIONS || width < 1 || width > MOST_NUMBERS) {
            throw new WireFault("a chunk has 1 to %d actions of 1 to %d numbers; this one has %d of %d"
                    .formatted(MOST_ACTIONS, MOST_NUMBERS, rows, width));
        }
        if (!array.type().numeric()) {
            throw new WireFault("actions are numbers, not " + array.type().name());
        }
        double[] items = array.toDoubles();
        List<List<Double>> actions = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<Double> action = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                double number = items[row * width + column];
                if (!Double.isFinite(number)) {
                    throw new WireFault(
                            "number %d of action %d is %s; an action is finite".formatted(column, row, number));
                }
                action.add(number);
            }
            actions.add(action);
        }
        return new ActionChunk(actions);
    }
}
