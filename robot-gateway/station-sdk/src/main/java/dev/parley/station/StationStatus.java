package dev.parley.station;

import java.util.Optional;

/**
 * How a station stands with the platform.
 *
 * @param online whether a session is open
 * @param stationName the name under which the platform knows it; empty before the first session
 * @param problem why it is not online, a sentence
 * @param stopId the latched stop
 * @param running episodes whose body runs
 * @param held episodes whose data the platform has not taken over yet
 */
public record StationStatus(
        boolean online,
        Optional<String> stationName,
        Optional<String> problem,
        Optional<String> stopId,
        int running,
        int held) {}
