package dev.parley.gateway.session;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.station.Stations;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Heartbeat;
import dev.parley.station.v1.LeaseRenewal;
import dev.parley.station.v1.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Renews leases. A heartbeat is answered from memory at once, so a slow or absent database never stops a robot in
 * mid-motion; what was granted is written to PostgreSQL in batches, from whose clock LOST is judged.
 */
@ApplicationScoped
class LeaseKeeper {
    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

    private final HeldStations held;
    private final Assignments assignments;
    private final Stations stations;
    private final EpisodeDesk episodes;
    private final StationStops stops;
    private final StationFitness fitness;
    private final AtomicBoolean writing = new AtomicBoolean();

    @Inject
    LeaseKeeper(
            HeldStations held,
            Assignments assignments,
            Stations stations,
            EpisodeDesk episodes,
            StationStops stops,
            StationFitness fitness) {
        this.held = held;
        this.assignments = assignments;
        this.stations = stations;
        this.episodes = episodes;
        this.stops = stops;
        this.fitness = fitness;
    }

    /** On the event loop. */
    void heartbeat(HeldStation session, Heartbeat heartbeat, long nowNs) {
        long last = session.lastBeat().map(HeldStation.Beat::sequence).orElse(0L);
        if (heartbeat.getSequence() <= last) {
            session.connection()
                    .refuse(
                            RefusalCode.REFUSAL_CODE_MALFORMED,
                            "Heartbeats count up; after " + last + " came " + heartbeat.getSequence() + ".",
                            "");
            return;
        }
        if (!session.challenges().answeredBy(heartbeat.getChallengeAnswer(), nowNs)) {
            LOG.warnf(
                    "station %s answered no challenge; its lease is not renewed",
                    session.station().name());
            session.connection()
                    .refuse(
                            RefusalCode.REFUSAL_CODE_MALFORMED,
                            "The heartbeat answers none of the last challenges; answer with the bitwise complement.",
                            "");
            return;
        }
        session.beat(new HeldStation.Beat(heartbeat.getSequence(), nowNs, heartbeat));
        stops.heard(session, heartbeat.getStopState());
        fitness.heard(session.id(), session.fitness(), heartbeat.getUnfit());
        if (session.stops().suspendsRenewals(nowNs)) {
            LOG.warnf(
                    "station %s did not answer a stop; its lease is not renewed",
                    session.station().name());
            return;
        }
        session.send(GatewayFrame.newBuilder()
                .setLeaseRenewal(LeaseRenewal.newBuilder()
                        .setAnswersHeartbeat(heartbeat.getSequence())
                        .setChallenge(session.challenges().toAsk(nowNs))
                        .setTtlMs((int) session.deadMan().controlledStopAfter().toMillis())
                        .setSessionEpoch(session.epoch())));
    }

    /** Writes what was granted since: each lease runs for the rest of its time since the last heartbeat. */
    void writeBatch(long nowNs) {
        List<Assignments.LeaseRenewal> renewals = new ArrayList<>();
        List<StationId> heard = new ArrayList<>();
        for (HeldStation session : held.all()) {
            session.lastBeat().ifPresent(beat -> {
                Duration age = Duration.ofNanos(nowNs - beat.receivedNs());
                Duration rest = session.deadMan().lostAfter().minus(age);
                if (age.compareTo(session.deadMan().heartbeatEvery().multipliedBy(2)) <= 0) {
                    heard.add(session.id());
                }
                if (rest.isPositive()) {
                    session.leases()
                            .forEach(lease ->
                                    renewals.add(new Assignments.LeaseRenewal(lease.episode(), lease.fence(), rest)));
                }
            });
        }
        if ((renewals.isEmpty() && heard.isEmpty()) || !writing.compareAndSet(false, true)) {
            return;
        }
        assignments
                .renew(renewals)
                .invoke(renewed -> revokeOthers(renewals, renewed))
                .chain(() -> stations.touch(heard))
                .onTermination()
                .invoke(() -> writing.set(false))
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.warnf("leases could not be written, tried again soon: %s", failure.getMessage()));
    }

    private void revokeOthers(List<Assignments.LeaseRenewal> asked, List<EpisodeId> renewed) {
        Set<EpisodeId> kept = new HashSet<>(renewed);
        for (Assignments.LeaseRenewal renewal : asked) {
            if (!kept.contains(renewal.id())) {
                held.holding(renewal.id())
                        .ifPresent(session -> session.lease(renewal.id(), renewal.fence())
                                .ifPresent(lease -> session.put(() -> episodes.revoked(session, lease))));
            }
        }
    }
}
