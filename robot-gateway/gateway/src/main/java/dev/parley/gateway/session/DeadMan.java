package dev.parley.gateway.session;

import dev.parley.core.station.StationKind;
import dev.parley.gateway.GatewayConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * The times of one session, by the kind of its station (ARCHITECTURE, rule 3).
 *
 * @param holdAfter empty for simulators
 * @param lostAfter a lease that is not renewed for this long is lost
 */
record DeadMan(
        Duration heartbeatEvery, Optional<Duration> holdAfter, Duration controlledStopAfter, Duration lostAfter) {
    DeadMan {
        Duration first = holdAfter.orElse(controlledStopAfter);
        if (heartbeatEvery.compareTo(first) >= 0
                || first.compareTo(controlledStopAfter) > 0
                || controlledStopAfter.compareTo(lostAfter) >= 0) {
            throw new IllegalArgumentException(
                    ("dead-man times must grow: heartbeat %s < hold %s < controlled stop %s < lost %s;"
                                    + " see parley.gateway.simulator and parley.gateway.real-robot")
                            .formatted(heartbeatEvery, holdAfter, controlledStopAfter, lostAfter));
        }
    }

    static DeadMan of(StationKind kind, GatewayConfig config) {
        return switch (kind) {
            case SIMULATOR ->
                new DeadMan(
                        config.simulator().heartbeatEvery(),
                        Optional.empty(),
                        config.simulator().controlledStopAfter(),
                        config.simulator().lostAfter());
            case REAL_ROBOT, REHEARSAL ->
                new DeadMan(
                        config.realRobot().heartbeatEvery(),
                        Optional.of(config.realRobot().holdAfter()),
                        config.realRobot().controlledStopAfter(),
                        config.realRobot().lostAfter());
        };
    }

    /** How long a Start is good, from the sending of the heartbeat it names: within the first dead-man time. */
    Duration startValidFor() {
        return holdAfter.orElse(controlledStopAfter.dividedBy(2));
    }
}
