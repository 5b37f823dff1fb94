package dev.parley.core.goal;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How exactly an asker can mean a goal: things on a table to the centimetre, a robot in a room to the decimetre and by how it looks.
 *
 * @param leastWithinM the closest distance from a point
 * @param mostWithinM the widest
 * @param usualWithinM unless the asker says otherwise
 * @param turns whether it says how far beside its heading a robot may look
 */
record Tolerance(double leastWithinM, double mostWithinM, double usualWithinM, boolean turns) {
    static final Tolerance OF_THINGS = new Tolerance(0.01, 0.05, 0.02, false);

    /** Of a robot in a room; what stops a few centimetres beside has understood where it was sent. */
    static final Tolerance OF_ROBOTS = new Tolerance(0.1, 0.5, 0.3, true);

    static final double LEAST_DEGREES = 10;
    static final double MOST_DEGREES = 45;
    static final double USUAL_DEGREES = 20;

    static Tolerance of(ArrangedScene drawn) {
        return drawn.robot().isPresent() ? OF_ROBOTS : OF_THINGS;
    }

    /** @throws ParleyException GOAL_TOLERANCE_REFUSED naming what is allowed */
    double withinM(Optional<Double> wanted) {
        double within = wanted.orElse(usualWithinM);
        if (!(within >= leastWithinM && within <= mostWithinM)) {
            throw new ParleyException(
                    ErrorCode.GOAL_TOLERANCE_REFUSED,
                    "withinM is from %.2f to %.2f metres, not %s.".formatted(leastWithinM, mostWithinM, within));
        }
        return within;
    }

    /**
     * Absent for things, whose turning is not judged.
     *
     * @throws ParleyException GOAL_TOLERANCE_REFUSED naming what is allowed
     */
    @Nullable
    Double withinDegrees(Optional<Double> wanted) {
        if (!turns) {
            if (wanted.isPresent()) {
                throw new ParleyException(
                        ErrorCode.GOAL_TOLERANCE_REFUSED,
                        "withinDegrees is for where a robot looks; how things are turned is not judged. Leave it out.");
            }
            return null;
        }
        double within = wanted.orElse(USUAL_DEGREES);
        if (!(within >= LEAST_DEGREES && within <= MOST_DEGREES)) {
            throw new ParleyException(
                    ErrorCode.GOAL_TOLERANCE_REFUSED,
                    "withinDegrees is from %.0f to %.0f degrees, not %s."
                            .formatted(LEAST_DEGREES, MOST_DEGREES, within));
        }
        return within;
    }
}
