package dev.parley.sim.worker;

import dev.parley.sim.task.PredicateData;
import dev.parley.sim.task.TaskVocabulary;
import dev.parley.station.v1.GoalRelation;
import dev.parley.station.v1.GoalStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A confirmed goal on the wire and as a criterion of the scene. */
final class GoalCriterion {

    private static final int MOST_RELATIONS = 16;
    private static final Set<String> KINDS = Set.of("inside", "on-top", "in-region", "beside", "at");

    private GoalCriterion() {}

    /** All its relations at once. */
    static PredicateData of(GoalStatement statement) {
        return new PredicateData(
                "all-of",
                Map.of(),
                Map.of(),
                statement.getRelationsList().stream().map(GoalCriterion::part).toList());
    }

    /** Why this scene cannot judge it, in a sentence. */
    static Optional<String> refusal(GoalStatement statement, TaskVocabulary scene) {
        if (statement.getRelationsCount() < 1 || statement.getRelationsCount() > MOST_RELATIONS) {
            return Optional.of(
                    "A goal statement has 1 to " + MOST_RELATIONS + " relations, not " + statement.getRelationsCount());
        }
        for (GoalRelation relation : statement.getRelationsList()) {
            if (!KINDS.contains(relation.getKind())) {
                return Optional.of("A goal statement cannot say " + relation.getKind());
            }
        }
        try {
            scene.predicate(of(statement));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("The goal statement cannot be judged here: " + e.getMessage());
        }
    }

    private static PredicateData part(GoalRelation relation) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("object", relation.getObject());
        if (!relation.getTarget().isEmpty()) {
            arguments.put("target", relation.getTarget());
        }
        if (!relation.getSide().isEmpty()) {
            arguments.put("side", relation.getSide());
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (relation.hasXM()) {
            numbers.put("x_m", relation.getXM());
        }
        if (relation.hasYM()) {
            numbers.put("y_m", relation.getYM());
        }
        if (relation.hasWithinM()) {
            numbers.put("within_m", relation.getWithinM());
        }
        return new PredicateData(relation.getKind(), arguments, numbers, new ArrayList<>());
    }

    static GoalRelation relation(PredicateData reading) {
        GoalRelation.Builder relation = GoalRelation.newBuilder()
                .setKind(reading.kind())
                .setObject(reading.argument("object"))
                .setTarget(reading.arguments().getOrDefault("target", ""))
                .setSide(reading.arguments().getOrDefault("side", ""));
        List<String> numbers = List.copyOf(reading.tolerances().keySet());
        if (numbers.contains("x_m")) {
            relation.setXM(reading.number("x_m")).setYM(reading.number("y_m"));
        }
        return relation.build();
    }
}
