package dev.parley.core.audit;

import dev.parley.contracts.PersonId;
import java.util.Optional;

/**
 * Who does something that is kept in the audit.
 *
 * @param person empty for a key and for the platform itself
 * @param name as they are called now
 * @param role as what they may do it, in words of the platform
 * @param network keyed hash of the network it came from; empty for the platform itself
 */
public record Actor(Optional<PersonId> person, String name, String role, String network) {
    /** Whoever holds a key with this name. */
    public static Actor key(String name) {
        return new Actor(Optional.empty(), name, "KEY", "");
    }

    /** A person at a station's own console, as far as the station says who. */
    public static Actor atStation(String name) {
        return new Actor(Optional.empty(), name, "STATION", "");
    }

    /** What no person asked for. */
    public static Actor platform() {
        return new Actor(Optional.empty(), "Parley", "PLATFORM", "");
    }
}
