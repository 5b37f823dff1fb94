package dev.parley.sim.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the conditions of an episode from its seed: free factors uniformly, objects apart from each other. */
final class StartingLayout {

    private static final int TRIES_PER_OBJECT = 200;
    private static final int TRIES_PER_LAYOUT = 200;
    private static final double BOWL_CLEARANCE_M = 0.09;
    private static final double OBJECT_CLEARANCE_M = 0.045;

    private final Map<String, ConditionFactor> factors = new LinkedHashMap<>();

    StartingLayout(List<ConditionFactor> factors) {
        factors.forEach(factor -> this.factors.put(factor.name(), factor));
    }

    /** All factors: pinned ones as given, the others from the seed. */
    Conditions draw(long seed, Conditions pinned) {
        pinned.values().forEach((name, value) -> factor(name).require(value));
        Map<String, Double> drawn = new LinkedHashMap<>(places(seed, pinned));
        Map<String, Double> all = new LinkedHashMap<>();
        for (ConditionFactor factor : factors.values()) {
            Double value = pinned.values().get(factor.name());
            if (value == null) {
                value = drawn.get(factor.name());
            }
            all.put(factor.name(), value == null ? uniform(seed, factor) : value);
        }
        return Conditions.of(all);
    }

    private ConditionFactor factor(String name) {
        ConditionFactor factor = factors.get(name);
        if (factor == null) {
            throw new IllegalArgumentException("The scene has no condition " + name + "; it has " + factors.keySet());
        }
        return factor;
    }

    private static double uniform(long seed, ConditionFactor factor) {
        return new SeededRandom(seed, factor.name()).between(factor.min(), factor.max());
    }

    // Large objects first, so that the small ones find room between them.
    private Map<String, Double> places(long seed, Conditions pinned) {
        SeededRandom random = new SeededRandom(seed, "places");
        for (int layout = 0; layout < TRIES_PER_LAYOUT; layout++) {
            Map<String, Double> places = new LinkedHashMap<>();
            boolean complete = true;
            for (String object : Tabletop.OBJECTS.reversed()) {
                complete &= place(object, random, pinned, places);
            }
            if (complete) {
                return places;
            }
        }
        throw new IllegalArgumentException(
                "The pinned positions leave no room for the other objects, or stand inside each other: "
                        + pinned.values());
    }

    private boolean place(String object, SeededRandom random, Conditions pinned, Map<String, Double> places) {
        ConditionFactor xs = factor(object + ".x_m");
        ConditionFactor ys = factor(object + ".y_m");
        for (int attempt = 0; attempt < TRIES_PER_OBJECT; attempt++) {
            double x = random.between(xs.min(), xs.max());
            double y = random.between(ys.min(), ys.max());
            double placedX = pinned.values().getOrDefault(xs.name(), x);
            double placedY = pinned.values().getOrDefault(ys.name(), y);
            if (isFree(object, placedX, placedY, places)) {
                places.put(xs.name(), placedX);
                places.put(ys.name(), placedY);
                return true;
            }
        }
        return false;
    }

    private static boolean isFree(String object, double x, double y, Map<String, Double> places) {
        for (String other : Tabletop.OBJECTS) {
            Double otherX = places.get(other + ".x_m");
            Double otherY = places.get(other + ".y_m");
            if (otherX != null
                    && otherY != null
                    && Math.hypot(x - otherX, y - otherY) < clearance(object) + clearance(other)) {
                return false;
            }
        }
        return true;
    }

    private static double clearance(String object) {
        return object.startsWith("bowl") ? BOWL_CLEARANCE_M : OBJECT_CLEARANCE_M;
    }
}
