package dev.parley.sim.planner;

import dev.parley.sim.task.PredicateData;
import java.util.List;

/**
 * How a skill is told to the network: which object it is about, what that goes to, and what is to be done, a one among zeros each.
 *
 * @param slots objects that the network can find
 * @param places parts of the board that it knows
 * @param verbs kinds of criteria, sides and states
 */
record SkillCode(List<String> slots, List<String> places, List<String> verbs) {

    SkillCode {
        slots = List.copyOf(slots);
        places = List.copyOf(places);
        verbs = List.copyOf(verbs);
    }

    /** Numbers in a code. */
    int width() {
        return 2 * slots.size() + places.size() + verbs.size();
    }

    /** Whether the network has learnt about all that this criterion speaks of. */
    boolean knows(PredicateData criterion) {
        String target = criterion.arguments().getOrDefault("target", "");
        return slots.contains(criterion.arguments().getOrDefault("object", ""))
                && (target.isEmpty() || slots.contains(target) || places.contains(target))
                && verbs.contains(verb(criterion));
    }

    /** A new array; throws {@link IllegalArgumentException} for what the network has not learnt. */
    float[] of(PredicateData criterion) {
        if (!knows(criterion)) {
            throw new IllegalArgumentException("The planner's network knows no skill " + criterion);
        }
        float[] code = new float[width()];
        code[slots.indexOf(criterion.argument("object"))] = 1;
        String target = criterion.arguments().getOrDefault("target", "");
        if (slots.contains(target)) {
            code[slots.size() + slots.indexOf(target)] = 1;
        } else if (places.contains(target)) {
            code[2 * slots.size() + places.indexOf(target)] = 1;
        }
        code[2 * slots.size() + places.size() + verbs.indexOf(verb(criterion))] = 1;
        return code;
    }

    private static String verb(PredicateData criterion) {
        return switch (criterion.kind()) {
            case "beside" -> criterion.arguments().getOrDefault("side", "");
            case "joint" -> criterion.arguments().getOrDefault("state", "");
            default -> criterion.kind();
        };
    }
}
