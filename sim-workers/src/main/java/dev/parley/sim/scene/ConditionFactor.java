package dev.parley.sim.scene;

import java.util.List;

/**
 * One varied factor of a scene and the range its seed draws from; a pinned value must lie in the range too.
 *
 * @param name unique, with its unit as suffix, for instance {@code cube-red.x_m}
 * @param purpose what it changes
 * @param of ids of what it changes, where the name does not say it
 * @param whole whether only whole numbers make sense
 */
public record ConditionFactor(String name, double min, double max, Purpose purpose, List<String> of, boolean whole) {

    public ConditionFactor {
        if (!(min <= max)) {
            throw new IllegalArgumentException("Condition " + name + " has no range: " + min + " to " + max);
        }
        of = of == null ? List.of() : List.copyOf(of);
        if (purpose == null) {
            throw new IllegalArgumentException("Condition " + name + " needs a purpose");
        }
    }

    /** Whether it can take that value. */
    public boolean allows(double value) {
        return value >= min && value <= max && (!whole || value == StrictMath.rint(value));
    }

    /** What a value must be, for messages. */
    public String range() {
        return (whole ? "a whole number from " : "a number from ") + min + " to " + max;
    }

    double require(double value) {
        if (!allows(value)) {
            throw new IllegalArgumentException("Condition " + name + " is " + value + " but must be " + range());
        }
        return value;
    }

    /** This factor in a range that is no wider. */
    ConditionFactor within(double low, double high) {
        return new ConditionFactor(name, Math.max(min, low), Math.min(max, high), purpose, of, whole);
    }

    double draw(SeededRandom random) {
        return whole ? min + random.below((int) (max - min) + 1) : random.between(min, max);
    }
}
