package dev.parley.core.goal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be so at the end.
 *
 * @param kind inside, on-top, beside or at; of a robot that moves about robot-at-point, robot-heading, robot-at or robot-faces
 * @param object id of what it is about
 * @param target id of the other object; empty for at; for robot-at-point and robot-heading what is near or looked at, for the words alone
 * @param side left, right, front or behind as the picture shows it; empty but for beside
 * @param xM for at and robot-at-point: where its origin shall be
 * @param yM the same across
 * @param headingRad for robot-heading: where it shall look, from the x axis towards y
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoalRelation(
        String kind,
        String object,
        String target,
        String side,
        @Nullable Double xM,
        @Nullable Double yM,
        @Nullable Double headingRad) {

    /** Distinct within one arranged scene: what a page or program names it by. */
    @JsonIgnore
    public String id() {
        return String.join(":", kind, object, target, side);
    }

    /** Whether the asker's distance belongs to it. */
    boolean isPoint() {
        return kind.equals("at") || isStand();
    }

    /** Where a robot shall stand. */
    boolean isStand() {
        return kind.equals("robot-at-point");
    }

    /** Where a robot shall look. */
    boolean isHeading() {
        return kind.equals("robot-heading");
    }

    /** Whether it is about the robot and not about what lies around. */
    boolean isOfRobot() {
        return kind.startsWith("robot-");
    }
}
