package dev.parley.core.goal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an asker confirmed that a goal picture means: all of these; the rest does not matter.
 *
 * @param relations 1 to 16
 * @param withinM how far from a point an object or the robot may be, metres
 * @param withinDegrees how far beside its heading a robot may look; absent where nothing is said of a heading
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoalStatement(
        List<GoalRelation> relations,
        double withinM,
        @Nullable Double withinDegrees) {
    static final int MOST_RELATIONS = 16;

    public GoalStatement {
        relations = List.copyOf(relations);
    }
}
