package dev.parley.core.goal;

import java.util.List;

/**
 * What an asker confirmed that a goal picture means: all of these; the rest does not matter.
 *
 * @param relations 1 to 16
 * @param withinM how far from a point an object may be, metres
 */
public record GoalStatement(List<GoalRelation> relations, double withinM) {
    public static final double LEAST_WITHIN_M = 0.01;
    public static final double MOST_WITHIN_M = 0.05;
    public static final double USUAL_WITHIN_M = 0.02;
    static final int MOST_RELATIONS = 16;

    public GoalStatement {
        relations = List.copyOf(relations);
    }
}
