package dev.parley.sim.body;

import java.util.Arrays;
import java.util.List;

/**
 * One command to a body: its numbers in the order, with the units and the limits that the scene's description declares under
 * {@code actions}. What they mean is the body's to say, see {@link Body}.
 */
public record Action(List<Double> numbers) {

    /** Throws {@link IllegalArgumentException} when there is none or one is not finite. */
    public Action {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty() || !numbers.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("An action needs finite numbers, got " + numbers);
        }
    }

    public Action(double... numbers) {
        this(Arrays.stream(numbers).boxed().toList());
    }

    public int width() {
        return numbers.size();
    }

    public double number(int index) {
        return numbers.get(index);
    }

    /** This action if it has that many numbers; throws {@link IllegalArgumentException} naming both widths otherwise. */
    public Action requireWidth(int width, String body) {
        if (numbers.size() != width) {
            throw new IllegalArgumentException(
                    "An action of " + body + " has " + width + " numbers, this one has " + numbers.size());
        }
        return this;
    }
}
