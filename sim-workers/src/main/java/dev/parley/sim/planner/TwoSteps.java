package dev.parley.sim.planner;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.task.PredicateData;
import dev.parley.sim.task.SceneObject.Opening;
import dev.parley.sim.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Instructions of two steps for measuring: pairs of a scene's single tasks that can both hold in the end, joined by words such as "then"
 * and judged by both criteria at once. Nobody trains on them. Immutable.
 */
final class TwoSteps {

    /** Every third form leaves the order to a comma or "and" alone. */
    private static final List<String> FORMS = List.of(
            "%s and then %s",
            "%s, then %s",
            "first %s, then %s",
            "%s and %s",
            "%s. After that, %s",
            "first %s, and after that %s",
            "%s, and finally %s",
            "please %s and afterwards %s");

    private final List<Task> pairs;

    TwoSteps(SceneDescription scene) {
        List<Task> single = SkillBook.single(scene);
        List<Task> found = new ArrayList<>();
        for (Task first : single) {
            for (Task second : single) {
                if (agree(first, second) && !crowd(scene, first, second)) {
                    narrowed(first, second).ifPresent(start -> found.add(pair(first, second, start)));
                }
            }
        }
        pairs = List.copyOf(found);
    }

    /** All of them; the instruction is the plain one of each joined by "and then". */
    List<Task> pairs() {
        return pairs;
    }

    /** The pair that a seed draws, with its own way of joining the two sentences. */
    Task drawn(long seed) {
        SeededRandom random = new SeededRandom(seed, "two steps");
        Task pair = pairs.get(random.below(pairs.size()));
        String[] steps = pair.instruction().split(" and then ", 2);
        String sentence = FORMS.get(random.below(FORMS.size())).formatted(steps[0], steps[1]);
        return new Task(pair.id(), pair.predicate(), sentence, pair.reading(), pair.start(), List.of());
    }

    // Whether the second leaves the first done, and does not ask for the same thing.
    private static boolean agree(Task first, Task second) {
        PredicateData one = first.predicate();
        PredicateData two = second.predicate();
        String moved = one.arguments().getOrDefault("object", "");
        String goal = one.arguments().getOrDefault("target", "");
        String movedNext = two.arguments().getOrDefault("object", "");
        String goalNext = two.arguments().getOrDefault("target", "");
        boolean apart = !movedNext.equals(moved) && !movedNext.equals(goal);
        boolean shuts = one.kind().equals("joint") && one.arguments().containsValue("closed") && goalNext.equals(moved);
        boolean covered = moved.equals("lid") && one.kind().equals("on-top") && goalNext.equals(goal);
        boolean onOneSpot = goal.equals(goalNext) && !Set.of("inside", "joint").contains(one.kind());
        boolean closing = two.kind().equals("joint")
                && movedNext.equals(goal)
                && one.kind().equals("inside")
                && two.arguments().containsValue("closed");
        boolean lidOn = movedNext.equals("lid")
                && two.kind().equals("on-top")
                && one.kind().equals("inside")
                && goal.equals(goalNext);
        return !one.kind().equals("lifted") && (closing || lidOn || apart && !shuts && !covered && !onOneSpot);
    }

    // A bowl holds one thing: the scripted expert, which sees everything, never got a second in (0 of 13).
    private static boolean crowd(SceneDescription scene, Task first, Task second) {
        String goal = first.predicate().arguments().getOrDefault("target", "");
        return first.predicate().kind().equals("inside")
                && goal.equals(second.predicate().arguments().getOrDefault("target", ""))
                && scene.vocabulary().object(goal).opening() instanceof Opening hole
                && hole.radiusM() > 0;
    }

    // Where both need a range of the same factor, what is needed first counts, if the second can begin there or the
    // first brings it about.
    private static Optional<Map<String, List<Double>>> narrowed(Task first, Task second) {
        Map<String, List<Double>> start = new HashMap<>(second.start());
        for (Map.Entry<String, List<Double>> range : first.start().entrySet()) {
            List<Double> other = start.get(range.getKey());
            boolean meet = other == null
                    || range.getValue().getFirst() <= other.getLast()
                            && other.getFirst() <= range.getValue().getLast();
            boolean prepares = first.predicate().kind().equals("joint")
                    || first.predicate().kind().equals("outside");
            if (!meet && !prepares) {
                return Optional.empty();
            }
            start.put(range.getKey(), range.getValue());
        }
        return Optional.of(start);
    }

    private static Task pair(Task first, Task second, Map<String, List<Double>> start) {
        return new Task(
                first.id() + "+" + second.id(),
                new PredicateData("all-of", Map.of(), Map.of(), List.of(first.predicate(), second.predicate())),
                first.instruction() + " and then " + second.instruction(),
                first.reading() + ", and " + second.reading(),
                start,
                List.of());
    }
}
