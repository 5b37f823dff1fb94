package dev.parley.core.rest.episode;

import dev.parley.station.v1.StepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Numbers over the steps of an episode, one list for each. */
@Schema(description = "Every list has one number a step, in order; step 0 is the first.")
public record SignalsView(
        double controlHz,
        int steps,
        List<Signal> signals,

        @Schema(
                description =
                        "How long the policy thought before each step, in milliseconds; 0 where it went by an earlier plan.")
        List<Double> thinkingMs,

        @Schema(description = "How long a step lasts, in milliseconds: whoever thinks longer makes the robot wait.")
        double stepMs) {

    /** One number. */
    @Schema(description = "What is measured, what was asked for, or both.")
    public record Signal(
            @Schema(description = "As the body announces it, for example tool_x_m.")
            String name,

            @Schema(description = "m, rad or empty; the number's own unit.")
            String unit,

            @Schema(description = "null: it is not measured.") @Nullable
            List<Double> measured,

            @Schema(description = "null: nobody can ask for it.") @Nullable
            List<Double> asked) {}

    static SignalsView of(double hz, List<StepRecord> steps, List<String> states, List<String> actions) {
        List<Signal> signals = new ArrayList<>();
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            int state = i;
            List<Double> measured = each(steps, step -> value(step.getStateList(), state));
            Optional<Integer> action = wanted(states.get(state), actions);
            action.ifPresent(shown::add);
            boolean change = action.filter(found -> !actions.get(found).equals(states.get(state)))
                    .isPresent();
            signals.add(new Signal(
                    states.get(state),
                    unit(states.get(state)),
                    measured,
                    action.map(found -> each(
                                    steps,
                                    step -> value(step.getActionCommandedList(), found)
                                            + (change ? value(step.getStateList(), state) : 0)))
                            .orElse(null)));
        }
        size(steps, actions).ifPresent(signals::add);
        for (int i = 0; i < actions.size(); i++) {
            int action = i;
            if (!shown.contains(action)) {
                signals.add(new Signal(
                        actions.get(action),
                        unit(actions.get(action)),
                        null,
                        each(steps, step -> value(step.getActionCommandedList(), action))));
            }
        }
        return new SignalsView(
                hz, steps.size(), signals, each(steps, step -> step.getInferUs() / 1000.0), hz > 0 ? 1000 / hz : 0);
    }

    /** Which action is meant for a state: one of the same name, or dx_m for tool_x_m, which is a change of it. */
    private static Optional<Integer> wanted(String state, List<String> actions) {
        return IntStream.range(0, actions.size())
                .filter(action -> actions.get(action).equals(state)
                        || (actions.get(action).startsWith("d")
                                && !unit(state).isEmpty()
                                && state.endsWith("_" + actions.get(action).substring(1))))
                .boxed()
                .findFirst();
    }

    /** How large the asked-for motion of a step is, over all numbers of the first action's unit. */
    private static Optional<Signal> size(List<StepRecord> steps, List<String> actions) {
        return actions.stream()
                .map(SignalsView::unit)
                .filter(unit -> !unit.isEmpty())
                .findFirst()
                .map(unit -> {
                    int[] of = IntStream.range(0, actions.size())
                            .filter(action -> unit(actions.get(action)).equals(unit))
                            .toArray();
                    return new Signal(
                            "action_size",
                            unit,
                            null,
                            each(
                                    steps,
                                    step -> Math.sqrt(IntStream.of(of)
                                            .mapToDouble(action -> value(step.getActionCommandedList(), action))
                                            .map(number -> number * number)
                                            .sum())));
                });
    }

    private static String unit(String name) {
        int last = name.lastIndexOf('_');
        String end = last < 0 ? "" : name.substring(last + 1);
        return end.equals("m") || end.equals("rad") ? end : "";
    }

    private static List<Double> each(List<StepRecord> steps, ToDoubleFunction<StepRecord> number) {
        return steps.stream().map(number::applyAsDouble).toList();
    }

    /** A step that lacks it, or has no finite one, counts as 0: JSON knows no other. */
    private static double value(List<Double> numbers, int index) {
        double number = index < numbers.size() ? numbers.get(index) : 0;
        return Double.isFinite(number) ? number : 0;
    }
}
