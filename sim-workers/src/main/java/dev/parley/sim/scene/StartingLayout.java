package dev.parley.sim.scene;

import dev.parley.sim.task.SceneObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the conditions of an episode from its seed: free factors uniformly, objects apart from each other. */
final class StartingLayout {

    private static final int TRIES_PER_OBJECT = 200;
    private static final int TRIES_PER_LAYOUT = 200;

    private final Map<String, ConditionFactor> factors = new LinkedHashMap<>();
    private final Map<String, SceneObject> placed = new LinkedHashMap<>();
    private final List<SceneDescription.Area> keepOut;

    StartingLayout(SceneDescription scene) {
        scene.factors().forEach(factor -> factors.put(factor.name(), factor));
        scene.objects().stream()
                .filter(object -> scene.varies(object.id() + ".x_m"))
                .forEach(object -> placed.put(object.id(), object));
        keepOut = scene.keepOut();
    }

    /**
     * All factors: pinned ones as given, the others from the seed.
     *
     * @param narrowed ranges, lowest and highest, that free factors are drawn from instead of their own
     * @param attempt 0 for the seed's own layout; others when that one will not do, because its task is done already
     */
    Conditions draw(long seed, Conditions pinned, Map<String, List<Double>> narrowed, int attempt) {
        pinned.values().forEach((name, value) -> factor(name).require(value));
        Map<String, Double> drawn = new LinkedHashMap<>(places(seed, pinned, narrowed, attempt));
        Map<String, Double> all = new LinkedHashMap<>();
        for (ConditionFactor factor : factors.values()) {
            Double value = pinned.values().get(factor.name());
            if (value == null) {
                value = drawn.get(factor.name());
            }
            all.put(factor.name(), value == null ? free(seed, factor, narrowed, attempt) : value);
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

    private static double free(long seed, ConditionFactor factor, Map<String, List<Double>> narrowed, int attempt) {
        return narrowed(factor, narrowed).draw(new SeededRandom(seed, stream(factor.name(), attempt)));
    }

    private static ConditionFactor narrowed(ConditionFactor factor, Map<String, List<Double>> narrowed) {
        List<Double> range = narrowed.get(factor.name());
        return range == null ? factor : factor.within(range.getFirst(), range.getLast());
    }

    // The first attempt draws what every seed has always drawn.
    private static String stream(String name, int attempt) {
        return attempt == 0 ? name : name + "#" + attempt;
    }

    // Large objects stand last in the list and are placed first, so that the small ones find room between them.
    private Map<String, Double> places(long seed, Conditions pinned, Map<String, List<Double>> narrowed, int attempt) {
        SeededRandom random = new SeededRandom(seed, stream("places", attempt));
        for (int layout = 0; layout < TRIES_PER_LAYOUT; layout++) {
            Map<String, Double> places = new LinkedHashMap<>();
            boolean complete = true;
            for (SceneObject object : List.copyOf(placed.values()).reversed()) {
                complete &= place(object, random, pinned, narrowed, places);
            }
            if (complete) {
                return places;
            }
        }
        throw new IllegalArgumentException(
                "The pinned positions leave no room for the other objects, or stand inside each other: "
                        + pinned.values());
    }

    private boolean place(
            SceneObject object,
            SeededRandom random,
            Conditions pinned,
            Map<String, List<Double>> narrowed,
            Map<String, Double> places) {
        ConditionFactor xs = narrowed(factor(object.id() + ".x_m"), narrowed);
        ConditionFactor ys = narrowed(factor(object.id() + ".y_m"), narrowed);
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

    private boolean isFree(SceneObject object, double x, double y, Map<String, Double> places) {
        for (SceneObject other : placed.values()) {
            Double otherX = places.get(other.id() + ".x_m");
            Double otherY = places.get(other.id() + ".y_m");
            if (otherX != null
                    && otherY != null
                    && Math.hypot(x - otherX, y - otherY) < object.clearanceM() + other.clearanceM()) {
                return false;
            }
        }
        return keepOut.stream().noneMatch(area -> touches(area, object.clearanceM(), x, y));
    }

    private static boolean touches(SceneDescription.Area area, double clearanceM, double x, double y) {
        return x > area.minXM() - clearanceM
                && x < area.maxXM() + clearanceM
                && y > area.minYM() - clearanceM
                && y < area.maxYM() + clearanceM;
    }
}
