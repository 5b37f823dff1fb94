package dev.parley.sim.task;

import java.util.List;

/** Several criteria at once; progress counts those that hold and shares the rest. */
record AllOf(List<Predicate> parts) implements Predicate {

    AllOf {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A predicate all-of needs parts");
        }
    }

    /** The criteria under {@code parts}. */
    static AllOf of(PredicateData data, TaskVocabulary scene) {
        return new AllOf(
                data.parts().stream().map(part -> Predicates.of(part, scene)).toList());
    }

    @Override
    public double progress(SceneTruth state) {
        double sum = 0;
        for (Predicate part : parts) {
            sum += part.holds(state) ? 1 : part.progress(state);
        }
        return sum / parts.size();
    }

    @Override
    public boolean holds(SceneTruth state) {
        return parts.stream().allMatch(part -> part.holds(state));
    }
}
