package dev.parley.core.station;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.station.v1.Capabilities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A station as the platform knows it now.
 *
 * @param capabilities the protobuf announced last, bytes of {@code parley.station.v1.Capabilities}; empty before the
 *     first Hello
 * @param embodiment its usual body
 * @param actionSpaceKind of its usual body
 * @param otherBodies by scene, where it has another body there than its usual one
 * @param inference where its networks run; empty when it runs none or does not say
 * @param sessionEpoch grows by one with every accepted session; 0 before the first
 * @param offlineCause why it is offline, a sentence; empty while online
 * @param hours when it may be offered work; empty: at any time
 * @param closedUntil when its opening hours begin again, as of when this was read; empty while they last
 * @param console what a person does before each of its episodes; empty where none has to
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
        Map<String, Body> otherBodies,
        Set<String> policyDigests,
        int slots,
        Optional<Inference> inference,
        List<EpisodeId> running,
        byte[] capabilities,
        long sessionEpoch,
        String bootId,
        Optional<Instant> lastSeen,
        Optional<String> offlineCause,
        Optional<OpeningHours> hours,
        Optional<Instant> closedUntil,
        Optional<Console> console) {

    /**
     * The console at which a person stands.
     *
     * @param operator who is signed on there
     * @param resetDue whether the table waits to be reset after the last episode
     * @param asking whether an ask is before the operator now: they look at one at a time
     */
    public record Console(ConsoleRule rule, Optional<String> operator, boolean resetDue, boolean asking) {
        /** Why nothing is proposed to it now: a sentence without a name; empty when something may be. */
        public Optional<String> waits() {
            if (operator.isEmpty()) {
                return Optional.of("Nobody is signed on at its console.");
            }
            if (resetDue) {
                return Optional.of("Its table is being reset.");
            }
            return asking ? Optional.of("Its operator looks at another ask first.") : Optional.empty();
        }
    }

    /** What moves, and what the numbers that move it mean. */
    public record Body(String embodiment, String actionSpaceKind) {}

    /**
     * Where networks run.
     *
     * @param device {@code cpu}, or for instance {@code cuda:0}
     * @param batch observations in one forward pass; 1: each episode by itself
     */
    public record Inference(String device, int batch) {}

    /** The body it has in a scene. */
    public Body bodyIn(String sceneId) {
        Body other = otherBodies.get(sceneId);
        return other == null ? new Body(embodiment, actionSpaceKind) : other;
    }

    /** Every body it has, the usual one first. */
    public List<String> embodiments() {
        return Stream.concat(
                        Stream.of(embodiment),
                        otherBodies.values().stream().map(Body::embodiment).sorted())
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }

    /** What it hides of its cameras' pictures, by camera; those of bodies that it has in some of its scenes are among them. */
    public List<CameraMask> masks() {
        return StationMapper.masks(capabilities);
    }

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

    /** What it announced last; it was looked at before it was kept. */
    public Capabilities announced() {
        try {
            return Capabilities.parseFrom(capabilities);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("station " + id + " has unreadable capabilities", e);
        }
    }

    /** Whether the scheduler may offer it anything. */
    public boolean takesWork() {
        return takesWorkWhenOpen()
                && closedUntil.isEmpty()
                && console.flatMap(Console::waits).isEmpty();
    }

    /** The same but for its opening hours and its console: what was begun may be brought to its end. */
    public boolean takesWorkWhenOpen() {
        return connection == Connection.ONLINE && admission == Admission.OPEN && stopId.isEmpty() && fault.isEmpty();
    }
}
