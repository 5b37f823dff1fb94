package dev.parley.gateway.session;

import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.station.StopCommands;
import dev.parley.gateway.work.Ticker;
import dev.parley.station.v1.ClearGrant;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Stop;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.StopReport;
import dev.parley.station.v1.StopState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Stops stations. The replica that holds the session sends first and records after, since a stop must not wait for a
 * database; every other replica records, and the holding one sees the latch within a quarter of a second.
 */
@ApplicationScoped
class StationStops implements StopCommands {
    private static final Logger LOG = Logger.getLogger(StationStops.class);
    private static final Duration RECORD_AGAIN = Duration.ofSeconds(1);
    private static final Duration GRANT_VALID_FOR = Duration.ofSeconds(15);

    private final HeldStations held;
    private final Stations stations;
    private final Ticker ticker;
    /** Stops that were sent but are not in PostgreSQL yet. */
    private final Set<String> unrecorded = ConcurrentHashMap.newKeySet();

    @Inject
    StationStops(HeldStations held, Stations stations, Ticker ticker) {
        this.held = held;
        this.stations = stations;
        this.ticker = ticker;
    }

    @Override
    public Uni<Void> stop(StationId station, String by, String reason) {
        return Uni.createFrom().deferred(() -> {
            String stopId = UUID.randomUUID().toString();
            Optional<HeldStation> session = held.find(station);
            if (session.isEmpty()) {
                return stations.latchStop(station, stopId, by, reason).replaceWithVoid();
            }
            unrecorded.add(stopId);
            Optional<CompletableFuture<Void>> received = send(session.get(), stopId, by, reason);
            CompletableFuture<Void> recorded = new CompletableFuture<>();
            record(station, stopId, by, reason, recorded);
            return Uni.createFrom()
                    .completionStage(CompletableFuture.anyOf(received.orElse(recorded), recorded))
                    .replaceWithVoid();
        });
    }

    private void record(StationId station, String stopId, String by, String reason, CompletableFuture<Void> recorded) {
        stations.latchStop(station, stopId, by, reason)
                .subscribe()
                .with(
                        latched -> {
                            unrecorded.remove(stopId);
                            recorded.complete(null);
                        },
                        failure -> {
                            LOG.errorf("stop %s is sent but not recorded yet: %s", stopId, failure.getMessage());
                            if (failure instanceof ParleyException known && known.code() == ErrorCode.STATION_UNKNOWN) {
                                recorded.completeExceptionally(failure);
                            } else {
                                ticker.after(RECORD_AGAIN, () -> record(station, stopId, by, reason, recorded));
                            }
                        });
    }

    private static Optional<CompletableFuture<Void>> send(
            HeldStation session, String stopId, String by, String reason) {
        Optional<CompletableFuture<Void>> received = session.stops().sending(stopId, System.nanoTime());
        if (received.isPresent()) {
            session.send(GatewayFrame.newBuilder()
                    .setStop(Stop.newBuilder()
                            .setStopId(stopId)
                            .setLevel(StopLevel.STOP_LEVEL_CONTROLLED_STOP)
                            .setBy(by)
                            .setReason(reason)));
            LOG.infof(
                    "stop %s sent to station %s, by %s",
                    stopId, session.station().name(), by);
        }
        return received;
    }

    /** The latch as PostgreSQL has it: sends a stop that this session has not had, and grants a clearing. */
    void latchNow(HeldStation session, StationData station) {
        Optional<String> cleared = session.stops().latchNow(station.stopId());
        station.stopId()
                .ifPresent(stopId ->
                        send(session, stopId, "the platform", station.stopNote().orElse("")));
        cleared.ifPresent(stopId -> grant(session, stopId));
    }

    private static void grant(HeldStation session, String stopId) {
        session.lastBeat().ifPresent(beat -> {
            session.send(GatewayFrame.newBuilder()
                    .setClearGrant(ClearGrant.newBuilder()
                            .setStopId(stopId)
                            .setBy("the platform")
                            .setReason("A named person cleared it; the station's audit says who and why.")
                            .setValidForMs((int) GRANT_VALID_FOR.toMillis())
                            .setAnswersHeartbeat(beat.sequence())));
            LOG.infof(
                    "stop %s of station %s is cleared",
                    stopId, session.station().name());
        });
    }

    void reported(HeldStation session, StopReport report) {
        session.stops().received(report.getStopId());
        if (report.hasStoppedMonoNs()) {
            LOG.infof(
                    "station %s stopped %d ms after it got stop %s",
                    session.station().name(),
                    Duration.ofNanos(report.getStoppedMonoNs() - report.getReceivedMonoNs())
                            .toMillis(),
                    report.getStopId());
        }
    }

    /**
     * A station that came with a latched stop which the platform does not know of: somebody stopped it there, or our record
     * was lost. The safe reading is that it holds; a named person clears it. In the mailbox.
     */
    void adopt(HeldStation session, StopState state) {
        StationData station = session.station();
        session.stops().latchNow(station.stopId());
        station.stopId()
                .ifPresent(stopId ->
                        send(session, stopId, "the platform", station.stopNote().orElse("")));
        heard(session, state);
    }

    /** What a heartbeat says about the latch. Never waits. */
    void heard(HeldStation session, StopState state) {
        if (!state.getLatched()
                || unrecorded.contains(state.getStopId())
                || session.stops().latch().isPresent()
                || session.stops().sending(state.getStopId(), System.nanoTime()).isEmpty()) {
            return;
        }
        session.stops().received(state.getStopId());
        stations.latchStop(session.id(), state.getStopId(), "the station", "The station reports that it is stopped.")
                .subscribe()
                .with(
                        latched -> LOG.infof(
                                "station %s is stopped, it says",
                                session.station().name()),
                        failure -> LOG.errorf(
                                "the stop of station %s is not recorded: %s",
                                session.station().name(), failure.getMessage()));
    }
}
