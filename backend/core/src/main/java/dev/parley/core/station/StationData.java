package dev.parley.core.station;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A station as the platform knows it now.
 *
 * @param capabilities the protobuf announced last, bytes of {@code parley.station.v1.Capabilities}; empty before the
 *     first Hello
 * @param sessionEpoch grows by one with every accepted session; 0 before the first
 * @param offlineCause why it is offline, a sentence; empty while online
 */
public record StationData(
        StationId id,
        String name,
        StationKind kind,
        Connection connection,
        Admission admission,
        Optional<String> admissionNote,
        Optional<String> stopId,
        Optional<String> stopNote,
        Optional<String> fault,
        String embodiment,
        String actionSpaceKind,
        Set<String> sceneIds,
        Set<String> policyDigests,
        int slots,
        List<EpisodeId> running,
        byte[] capabilities,
        long sessionEpoch,
        String bootId,
        Optional<Instant> lastSeen,
        Optional<String> offlineCause) {

    /** Whether a session is open. */
    public enum Connection {
        OFFLINE,
        ONLINE
    }

    /** Whether it takes new work. */
    public enum Admission {
        OPEN,
        PAUSED,
        DRAINING
    }

    /** Whether the scheduler may offer it anything. */
    public boolean takesWork() {
        return connection == Connection.ONLINE && admission == Admission.OPEN && stopId.isEmpty() && fault.isEmpty();
    }
}
