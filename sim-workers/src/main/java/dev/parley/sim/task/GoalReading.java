package dev.parley.sim.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what somebody changed in a scene as criteria: what holds after it and did not before. Only the predicates that will judge are
 * asked, so that a goal never says what cannot be judged. Pure.
 */
public final class GoalReading {

    /** Less is how things come to rest, not what somebody meant. */
    private static final double MOVED_M = 0.01;

    private static final double ROUNDING = 1000;

    private final TaskVocabulary scene;
    private final SceneTruth start;
    private final SceneTruth end;

    public GoalReading(TaskVocabulary scene, SceneTruth start, SceneTruth end) {
        this.scene = scene;
        this.start = start;
        this.end = end;
    }

    /**
     * Criteria for each of these objects that was moved, the plainest first: in something, on something, at this point,
     * beside the nearest thing.
     */
    public List<PredicateData> of(Set<String> movable) {
        List<PredicateData> all = new ArrayList<>();
        for (SceneObject object : scene.objects()) {
            if (movable.contains(object.id()) && moved(object)) {
                all.addAll(of(object));
            }
        }
        return List.copyOf(all);
    }

    private boolean moved(SceneObject object) {
        return start.object(object.id())
                        .position()
                        .distanceM(end.object(object.id()).position())
                > MOVED_M;
    }

    private List<PredicateData> of(SceneObject object) {
        List<PredicateData> readings = new ArrayList<>();
        List<SceneObject> others =
                scene.objects().stream().filter(other -> other != object).toList();
        others.stream()
                .filter(other -> other.opening() != null)
                .forEach(other -> keep(about("inside", object, other.id()), readings));
        // What lies in a bowl lies on its bottom as well: that says nothing more.
        Set<String> around = readings.stream().map(in -> in.argument("target")).collect(Collectors.toSet());
        others.stream()
                .filter(other -> !around.contains(other.id()))
                .forEach(other -> keep(about("on-top", object, other.id()), readings));
        Position at = end.object(object.id()).position();
        keep(
                new PredicateData(
                        "at",
                        Map.of("object", object.id()),
                        Map.of("x_m", rounded(at.xM()), "y_m", rounded(at.yM())),
                        List.of()),
                readings);
        others.stream()
                .min(Comparator.comparingDouble(
                        other -> end.object(other.id()).position().horizontalDistanceM(at)))
                .ifPresent(nearest -> {
                    for (Side side : Side.values()) {
                        keep(
                                new PredicateData(
                                        "beside",
                                        Map.of("object", object.id(), "target", nearest.id(), "side", side.word()),
                                        Map.of(),
                                        List.of()),
                                readings);
                    }
                });
        return readings;
    }

    private static PredicateData about(String kind, SceneObject object, String target) {
        return new PredicateData(kind, Map.of("object", object.id(), "target", target), Map.of(), List.of());
    }

    private void keep(PredicateData reading, List<PredicateData> readings) {
        Predicate predicate = scene.predicate(reading);
        if (predicate.holds(end) && !predicate.holds(start)) {
            readings.add(reading);
        }
    }

    private static double rounded(double metres) {
        return Math.rint(metres * ROUNDING) / ROUNDING;
    }
}
