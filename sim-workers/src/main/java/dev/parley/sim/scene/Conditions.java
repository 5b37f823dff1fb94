package dev.parley.sim.scene;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The values of a scene's varied factors by name, in the scene's order; units are in the names.
 *
 * <p>As an argument of a reset it pins some factors; as its result it holds them all, which together with the scene
 * determines the starting state.
 */
public record Conditions(SequencedMap<String, Double> values) {

    /** No factor pinned. */
    public static final Conditions FREE = new Conditions(new LinkedHashMap<>());

    public Conditions {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    public static Conditions of(Map<String, Double> values) {
        return new Conditions(new LinkedHashMap<>(values));
    }

    /** The value of one factor; throws {@link IllegalArgumentException} when it is not among these conditions. */
    public double value(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No condition named " + name + "; known are " + values.keySet());
        }
        return value;
    }
}
