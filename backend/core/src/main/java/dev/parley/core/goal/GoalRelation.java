package dev.parley.core.goal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be so at the end.
 *
 * @param kind inside, on-top, beside or at
 * @param object id of what it is about
 * @param target id of the other object; empty for at
 * @param side left, right, front or behind as the picture shows it; empty but for beside
 * @param xM for at: where its origin shall be
 * @param yM the same across
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoalRelation(
        String kind,
        String object,
        String target,
        String side,
        @Nullable Double xM,
        @Nullable Double yM) {

    /** Distinct within one arranged scene: what a page or program names it by. */
    @JsonIgnore
    public String id() {
        return String.join(":", kind, object, target, side);
    }

    boolean isPoint() {
        return kind.equals("at");
    }
}
