package dev.parley.core.plan;

import dev.parley.core.analysis.plan.RobotTime;
import dev.parley.core.result.Pace;
import java.util.Optional;

/**
 * What could run episodes now.
 *
 * @param stations that take work, with the body, the scene and the policies
 * @param slots episodes that run on them at once
 * @param pace how long one takes, as measured; empty where none of the kind has ended yet
 * @param studyShare part of their time that goes to studies while others want it, 0 to 1
 */
public record Fleet(int stations, int slots, Optional<Pace> pace, double studyShare) {

    /** What so many episodes cost; empty where nothing was measured. Without a station, as if there were one slot. */
    public Optional<RobotTime> cost(long episodes) {
        return pace.map(measured -> RobotTime.of(episodes, measured.each(), Math.max(1, slots), studyShare));
    }
}
