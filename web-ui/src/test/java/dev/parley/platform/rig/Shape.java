package dev.parley.platform.rig;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of everything.
 *
 * @param servers replicas of the server, each with every role; a single one has its services embedded
 * @param stations synthetic stations, {@link SyntheticBody#SLOTS} slots each
 * @param simulators real simulator workers
 * @param settings of the servers, as system properties without {@code -D}
 */
public record Shape(int servers, int stations, int simulators, List<String> settings) {
    public Shape {
        settings = List.copyOf(settings);
    }

    /** Nobody is turned away: the limits are tested elsewhere, and all authors of a test have one address. */
    public static Shape of(int servers, int stations) {
        return new Shape(
                servers,
                stations,
                0,
                List.of(
                        "parley.limits.prompts.per-author=100000",
                        "parley.limits.prompts.per-network=100000",
                        "parley.limits.guests.per-network=100000",
                        "parley.limits.votes.per-author=100000",
                        "parley.limits.votes.per-network=100000",
                        "parley.scheduler.admission.waiting-per-author=10",
                        "parley.scheduler.admission.waiting-per-prefix=2000"));
    }

    public Shape with(String setting) {
        List<String> more = new ArrayList<>(settings);
        more.add(setting);
        return new Shape(servers, stations, simulators, more);
    }

    public Shape withSimulators(int count) {
        return new Shape(servers, stations, count, settings);
    }
}
