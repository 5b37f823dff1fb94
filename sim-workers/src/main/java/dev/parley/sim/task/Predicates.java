package dev.parley.sim.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The kinds of success criteria that scenes can use by name. SCENES.md explains each with its arguments and tolerances. */
final class Predicates {

    private static final Map<String, BiFunction<PredicateData, TaskVocabulary, Predicate>> KINDS =
            new LinkedHashMap<>();

    static {
        KINDS.put("inside", Inside::of);
        KINDS.put("outside", Outside::of);
        KINDS.put("on-top", OnTop::of);
        KINDS.put("beside", Beside::of);
        KINDS.put("near", Near::of);
        KINDS.put("in-region", InRegion::of);
        KINDS.put("at", At::of);
        KINDS.put("joint", JointAt::of);
        KINDS.put("lifted", Lifted::of);
        KINDS.put("tipped", Leaning::tipped);
        KINDS.put("upright", Leaning::upright);
        KINDS.put("robot-at", RobotAt::of);
        KINDS.put("robot-at-point", RobotAt::point);
        KINDS.put("robot-between", RobotBetween::of);
        KINDS.put("robot-faces", RobotFaces::of);
        KINDS.put("robot-heading", RobotFaces::heading);
        KINDS.put("all-of", AllOf::of);
    }

    private Predicates() {}

    static List<String> kinds() {
        return List.copyOf(KINDS.keySet());
    }

    /** A criterion about a group of objects holds when it holds for each. */
    static Predicate of(PredicateData data, TaskVocabulary scene) {
        BiFunction<PredicateData, TaskVocabulary, Predicate> kind = KINDS.get(data.kind());
        if (kind == null) {
            throw new IllegalArgumentException("No predicate is of the kind " + data.kind() + "; there are " + kinds());
        }
        return scene.group(data.arguments().getOrDefault("object", ""))
                .<Predicate>map(group -> new AllOf(group.members().stream()
                        .map(member -> kind.apply(data.about(member), scene))
                        .toList()))
                .orElseGet(() -> kind.apply(data, scene));
    }
}
