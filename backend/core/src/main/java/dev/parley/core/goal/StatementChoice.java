package dev.parley.core.goal;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of the things that are so in an arranged scene its asker means, and how exactly. */
final class StatementChoice {
    private StatementChoice() {}

    /** What is meant unless somebody says otherwise: the plainest reading of each moved object; of a robot also how it looks. */
    static List<GoalRelation> usual(List<GoalRelation> offered) {
        Map<String, GoalRelation> first = new HashMap<>();
        offered.forEach(relation -> first.putIfAbsent(relation.object(), relation));
        return offered.stream()
                .filter(relation -> relation.isHeading() || relation.equals(first.get(relation.object())))
                .toList();
    }

    /**
     * @param start the scene before anything was moved
     * @param chosen ids of relations; empty for the usual ones
     * @param withinDegrees how far beside its heading a robot may look; refused where no robot moves about
     * @throws ParleyException GOAL_MEANS_NOTHING or GOAL_RELATION_UNKNOWN, GOAL_TOLERANCE_REFUSED or GOAL_ALREADY_SO
     */
    static GoalStatement of(
            ArrangedScene start,
            List<GoalRelation> offered,
            Optional<List<String>> chosen,
            Optional<Double> withinM,
            Optional<Double> withinDegrees,
            GoalWords words) {
        Tolerance tolerance = Tolerance.of(start);
        double within = tolerance.withinM(withinM);
        Double degrees = tolerance.withinDegrees(withinDegrees);
        if (offered.isEmpty()) {
            throw new ParleyException(ErrorCode.GOAL_MEANS_NOTHING, start.unmoved());
        }
        List<GoalRelation> meant = chosen.map(ids -> picked(offered, ids)).orElseGet(() -> usual(offered));
        if (meant.isEmpty() || meant.size() > GoalStatement.MOST_RELATIONS) {
            throw new ParleyException(
                    ErrorCode.GOAL_MEANS_NOTHING,
                    "A goal says 1 to %d things; %d are chosen of %s."
                            .formatted(
                                    GoalStatement.MOST_RELATIONS,
                                    meant.size(),
                                    offered.stream().map(GoalRelation::id).toList()));
        }
        boolean turned = meant.stream().anyMatch(GoalRelation::isHeading);
        GoalStatement statement = new GoalStatement(meant, within, turned ? degrees : null);
        requireOpen(start, statement, words);
        return statement;
    }

    private static List<GoalRelation> picked(List<GoalRelation> offered, List<String> ids) {
        List<GoalRelation> meant = new ArrayList<>();
        for (String id : ids.stream().distinct().toList()) {
            meant.add(offered.stream()
                    .filter(relation -> relation.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new ParleyException(
                            ErrorCode.GOAL_RELATION_UNKNOWN,
                            "\"%s\" is not so in this picture; it can say %s."
                                    .formatted(
                                            id.length() <= 80 ? id : id.substring(0, 80) + "…",
                                            offered.stream()
                                                    .map(GoalRelation::id)
                                                    .toList()))));
        }
        return meant;
    }

    /** Only of points and headings can it be: the others are offered because they were not so at the start. */
    private static void requireOpen(ArrangedScene start, GoalStatement statement, GoalWords words) {
        boolean open = statement.relations().stream().anyMatch(relation -> isOpen(start, statement, relation));
        if (!open) {
            GoalRelation first = statement.relations().getFirst();
            String how = first.isHeading()
                    ? "within %.0f° of how it starts. Turn it farther".formatted(statement.withinDegrees())
                    : "within %d cm of where it starts. Move it farther"
                            .formatted(Math.round(100 * statement.withinM()));
            throw new ParleyException(
                    ErrorCode.GOAL_ALREADY_SO,
                    "It would be done before it starts: %s, %s or be more exact.".formatted(words.of(first), how));
        }
    }

    private static boolean isOpen(ArrangedScene start, GoalStatement statement, GoalRelation relation) {
        Double degrees = statement.withinDegrees();
        if (relation.isHeading() && degrees != null) {
            return turnedDegrees(start, relation) > degrees;
        }
        return !relation.isPoint() || away(start, relation) > statement.withinM();
    }

    private static double turnedDegrees(ArrangedScene start, GoalRelation heading) {
        return start.things().stream()
                .filter(thing -> thing.object().equals(heading.object()))
                .findFirst()
                .map(thing -> Math.abs(Math.IEEEremainder(thing.yawRad() - or(heading.headingRad()), 2 * Math.PI)))
                .map(Math::toDegrees)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double away(ArrangedScene start, GoalRelation point) {
        return start.things().stream()
                .filter(thing -> thing.object().equals(point.object()))
                .findFirst()
                .map(thing -> Math.hypot(thing.xM() - or(point.xM()), thing.yM() - or(point.yM())))
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double or(@Nullable Double number) {
        return number == null ? Double.NaN : number;
    }
}
