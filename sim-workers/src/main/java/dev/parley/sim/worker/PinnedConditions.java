package dev.parley.sim.worker;

import dev.parley.sim.scene.ConditionFactor;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conditions on the wire and in the scene. */
final class PinnedConditions {

    private PinnedConditions() {}

    /** Throws {@link IllegalArgumentException} with the first violation. */
    static Conditions of(List<Condition> wire, SceneDescription scene) {
        List<String> violations = violations(wire, scene);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(violations.getFirst());
        }
        Map<String, Double> values = new LinkedHashMap<>();
        wire.forEach(condition -> values.put(condition.getName(), condition.getNumber()));
        return Conditions.of(values);
    }

    /** Why these cannot be pinned in this scene, as sentences; empty when they can. */
    static List<String> violations(List<Condition> wire, SceneDescription scene) {
        List<String> violations = new ArrayList<>();
        for (Condition condition : wire) {
            violation(condition, scene).ifPresent(violations::add);
        }
        return violations;
    }

    static List<Condition> toWire(Conditions conditions) {
        return conditions.values().entrySet().stream()
                .map(factor -> Condition.newBuilder()
                        .setName(factor.getKey())
                        .setNumber(factor.getValue())
                        .build())
                .toList();
    }

    private static Optional<String> violation(Condition condition, SceneDescription scene) {
        Optional<ConditionFactor> factor = scene.factors().stream()
                .filter(known -> known.name().equals(condition.getName()))
                .findFirst();
        if (factor.isEmpty()) {
            return Optional.of("Scene " + scene.id() + " has no condition named " + condition.getName());
        }
        if (!condition.hasNumber() || !factor.get().allows(condition.getNumber())) {
            return Optional.of("Condition " + condition.getName() + " must be "
                    + factor.get().range());
        }
        return Optional.empty();
    }
}
