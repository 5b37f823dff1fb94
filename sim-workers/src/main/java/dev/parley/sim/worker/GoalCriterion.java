package dev.parley.sim.worker;

import dev.parley.sim.task.PredicateData;
import dev.parley.sim.task.Task;
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
    private static final Set<String> KINDS = Set.of(
            "inside",
            "on-top",
            "in-region",
            "beside",
            "at",
            "robot-at",
            "robot-faces",
            "robot-at-point",
            "robot-heading");

    private GoalCriterion() {}

    /**
     * All its relations at once.
     *
     * @throws IllegalArgumentException when it is about something that the scene does not have
     */
    static PredicateData of(GoalStatement statement, TaskVocabulary scene) {
        return new PredicateData(
                "all-of",
                Map.of(),
                Map.of(),
                statement.getRelationsList().stream()
                        .map(relation -> part(relation, scene))
                        .toList());
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
            scene.predicate(of(statement, scene));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("The goal statement cannot be judged here: " + e.getMessage());
        }
    }

    private static PredicateData part(GoalRelation relation, TaskVocabulary scene) {
        if (relation.getKind().startsWith("robot-")) {
            // Where the robot is no object of the scene it stands fast.
            scene.object(relation.getObject());
            return ofRobot(relation, scene);
        }
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

    // A task of the scene that says the same says how near is near; a point and a heading come with the asker's own
    // tolerance.
    private static PredicateData ofRobot(GoalRelation relation, TaskVocabulary scene) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        switch (relation.getKind()) {
            case "robot-at-point" -> {
                numbers.put("x_m", relation.hasXM() ? relation.getXM() : Double.NaN);
                numbers.put("y_m", relation.hasYM() ? relation.getYM() : Double.NaN);
                if (relation.hasWithinM()) {
                    numbers.put("within_m", relation.getWithinM());
                }
            }
            case "robot-heading" -> {
                numbers.put("heading_rad", relation.hasHeadingRad() ? relation.getHeadingRad() : Double.NaN);
                if (relation.hasWithinRad()) {
                    numbers.put("within_rad", relation.getWithinRad());
                }
            }
            default -> {
                return scene.tasks().stream()
                        .map(Task::predicate)
                        .filter(goal -> goal.kind().equals(relation.getKind())
                                && relation.getTarget().equals(goal.arguments().get("target")))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no task of the scene is " + relation.getKind() + " " + relation.getTarget()));
            }
        }
        return new PredicateData(relation.getKind(), Map.of(), numbers, List.of());
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
        if (numbers.contains("heading_rad")) {
            relation.setHeadingRad(reading.number("heading_rad"));
        }
        return relation.build();
    }
}
