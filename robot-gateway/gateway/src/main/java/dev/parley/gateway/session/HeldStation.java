package dev.parley.gateway.session;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.core.station.StationData;
import dev.parley.gateway.work.Mailbox;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Heartbeat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A station whose session this replica holds: everything that renewals and stops need, in memory. Thread-safe. */
final class HeldStation {
    private static final int MOST_BEFORE_A_BEAT = 16;

    private final StationData station;
    private final Capabilities capabilities;
    private final DeadMan deadMan;
    private final ControlConnection connection;
    private final Mailbox mailbox;
    private final Challenges challenges;
    private final Map<EpisodeId, HeldLease> leases = new ConcurrentHashMap<>();
    private final Set<String> offered = ConcurrentHashMap.newKeySet();
    private final StopTrack stops = new StopTrack();
    private final StationFitness.Noted fitness;
    private final ClockEstimate clock = new ClockEstimate();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final List<Runnable> untilFirstBeat = new ArrayList<>();
    private volatile Optional<Beat> lastBeat = Optional.empty();

    /** The last heartbeat that was answered. */
    record Beat(long sequence, long receivedNs, Heartbeat heartbeat) {}

    HeldStation(
            StationData station,
            Capabilities capabilities,
            DeadMan deadMan,
            ControlConnection connection,
            Mailbox mailbox,
            Challenges challenges) {
        this.station = station;
        this.capabilities = capabilities;
        this.deadMan = deadMan;
        this.connection = connection;
        this.mailbox = mailbox;
        this.challenges = challenges;
        fitness = new StationFitness.Noted(station.fault());
    }

    StationId id() {
        return station.id();
    }

    /** The station as it was when the session opened. */
    StationData station() {
        return station;
    }

    long epoch() {
        return station.sessionEpoch();
    }

    Capabilities capabilities() {
        return capabilities;
    }

    DeadMan deadMan() {
        return deadMan;
    }

    Challenges challenges() {
        return challenges;
    }

    StopTrack stops() {
        return stops;
    }

    StationFitness.Noted fitness() {
        return fitness;
    }

    ClockEstimate clock() {
        return clock;
    }

    ControlConnection connection() {
        return connection;
    }

    void send(GatewayFrame.Builder frame) {
        connection.send(frame.build());
    }

    /** Queues work on this station's behalf; too much of it ends the session. */
    void put(Runnable work) {
        if (!mailbox.put(work)) {
            connection.close("the gateway cannot keep up with this station");
        }
    }

    /** Queues a look that sees everything up to its start; one that waits already does for more than one reason. */
    void putLook(Runnable look) {
        if (looking.compareAndSet(false, true)) {
            put(() -> {
                looking.set(false);
                look.run();
            });
        }
    }

    void beat(Beat beat) {
        List<Runnable> due;
        synchronized (untilFirstBeat) {
            lastBeat = Optional.of(beat);
            due = List.copyOf(untilFirstBeat);
            untilFirstBeat.clear();
        }
        due.forEach(this::put);
    }

    /**
     * Queues work for the first heartbeat.
     *
     * @return false if that was heard already, or if too much waits for it
     */
    boolean atFirstBeat(Runnable work) {
        synchronized (untilFirstBeat) {
            return lastBeat.isEmpty() && untilFirstBeat.size() < MOST_BEFORE_A_BEAT && untilFirstBeat.add(work);
        }
    }

    Optional<Beat> lastBeat() {
        return lastBeat;
    }

    /** Whether this assignment still has to be offered in this session. */
    boolean offering(EpisodeId episode, Fence fence) {
        return offered.add(episode + "/" + fence);
    }

    void lease(HeldLease lease) {
        leases.put(lease.episode(), lease);
    }

    Optional<HeldLease> lease(EpisodeId episode, Fence fence) {
        return Optional.ofNullable(leases.get(episode))
                .filter(lease -> lease.fence().equals(fence));
    }

    void drop(EpisodeId episode) {
        leases.remove(episode);
        offered.removeIf(entry -> entry.startsWith(episode + "/"));
    }

    Collection<HeldLease> leases() {
        return List.copyOf(leases.values());
    }
}
