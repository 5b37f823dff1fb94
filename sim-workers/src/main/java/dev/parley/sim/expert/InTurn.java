package dev.parley.sim.expert;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.SceneTruth;
import java.util.List;

/** Several criteria in their order: acts for the first that does not hold, and for the last when all do. */
record InTurn(List<Part> parts) implements Skill {

    /** One criterion and how to reach it. */
    record Part(Predicate goal, Skill skill) {}

    @Override
    public ArmAction act(SceneTruth truth) {
        return parts.stream()
                .filter(part -> !part.goal().holds(truth))
                .findFirst()
                .orElseGet(parts::getLast)
                .skill()
                .act(truth);
    }
}
