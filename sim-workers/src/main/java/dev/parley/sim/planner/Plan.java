package dev.parley.sim.planner;

import java.util.List;

/**
 * What an instruction asks for, one after the other.
 *
 * @param stages each has to be done before the next
 */
record Plan(List<Stage> stages) {

    Plan {
        stages = List.copyOf(stages);
    }

    /**
     * What may be done in any order.
     *
     * @param clauses sentences that ask for one thing each, things marked as {@link NamedThings} does
     */
    record Stage(List<String> clauses) {

        Stage {
            clauses = List.copyOf(clauses);
        }
    }

    /** Clauses in all. */
    int size() {
        return stages.stream().mapToInt(stage -> stage.clauses().size()).sum();
    }
}
