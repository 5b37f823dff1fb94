package dev.parley.gateway.session;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.station.StopCommands;
import dev.parley.gateway.GatewayRole;
import dev.parley.gateway.work.Mailbox;
import dev.parley.gateway.work.Ticker;
import dev.parley.station.v1.ClearGrant;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Stop;
import dev.parley.station.v1.StopCleared;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.StopReport;
import dev.parley.station.v1.StopState;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stops stations. The replica that holds the session sends first and records after, since a stop must not wait for a
 * database; every other replica passes it on by Redis and records it, and the holding one sees whichever comes first.
 */
@ApplicationScoped
class StationStops implements StopCommands {
    private static final Logger LOG = Logger.getLogger(StationStops.class);
    private static final Duration RECORD_AGAIN = Duration.ofSeconds(1);
    private static final int MEASURE_TRIES = 30;
    private static final Duration RECORD_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration GRANT_VALID_FOR = Duration.ofSeconds(15);

    private final HeldStations held;
    private final Stations stations;
    private final ReactiveBridge bridge;
    private final StopRelay relay;
    private final GatewayRole role;
    private final Ticker ticker;

    /** Stops that were passed on, and who waits for their station's answer. */
    private final Map<String, CompletableFuture<Stopped>> waiting = new ConcurrentHashMap<>();

    /** Stops that were sent but are not in PostgreSQL yet. */
    private final Set<String> unrecorded = ConcurrentHashMap.newKeySet();

    @Inject
    StationStops(
            HeldStations held,
            Stations stations,
            ReactiveBridge bridge,
            StopRelay relay,
            GatewayRole role,
            Ticker ticker) {
        this.held = held;
        this.stations = stations;
        this.bridge = bridge;
        this.relay = relay;
        this.role = role;
        this.ticker = ticker;
    }

    void start(@Observes StartupEvent started) {
        if (role.active()) {
            relay.listen(this::relayed, stopId -> received(waiting.remove(stopId)));
        }
    }

    @Override
    public Uni<Stopped> stop(StationId station, Actor by, String reason) {
        return Uni.createFrom().deferred(() -> {
            StopOrder order = StopOrder.of(station, by, reason);
            CompletableFuture<Stopped> done =
                    held.find(station).map(session -> carryOut(session, order)).orElseGet(() -> passOn(order));
            return Uni.createFrom()
                    .completionStage(done)
                    .ifNoItem()
                    .after(ANSWER_WITHIN)
                    .failWith(() -> new ParleyException(
                            ErrorCode.SERVICE_AWAY,
                            "nobody confirmed the stop within " + ANSWER_WITHIN.toSeconds()
                                    + " s; it is tried on, but use the station's own stop"));
        });
    }

    /** The station is ours: sent first, recorded after. */
    private CompletableFuture<Stopped> carryOut(HeldStation session, StopOrder order) {
        return carryOut(session, order, () -> {});
    }

    /** @param acknowledged run as soon as the station has it, also when it was recorded before */
    private CompletableFuture<Stopped> carryOut(HeldStation session, StopOrder order, Runnable acknowledged) {
        CompletableFuture<Stopped> done = new CompletableFuture<>();
        unrecorded.add(order.stopId());
        send(session, order.stopId(), order.by().name(), order.reason())
                .ifPresent(answer -> answer.thenRun(() -> {
                    received(done);
                    acknowledged.run();
                }));
        record(order, done, recordedFor(session, order), true);
        return done;
    }

    /** The station is another replica's, or nobody's: it hears of it by Redis or by PostgreSQL, whichever is there. */
    private CompletableFuture<Stopped> passOn(StopOrder order) {
        CompletableFuture<Stopped> done = new CompletableFuture<>();
        waiting.put(order.stopId(), done);
        done.whenComplete((stopped, failure) -> waiting.remove(order.stopId()));
        relay.pass(order);
        record(order, done, recorded -> {}, true);
        return done;
    }

    private void relayed(StopOrder order) {
        held.find(order.station()).ifPresent(session -> carryOut(session, order, () -> relay.received(order)));
    }

    private static void received(@Nullable CompletableFuture<Stopped> done) {
        if (done != null) {
            done.complete(new Stopped(true));
        }
    }

    /** Tries until PostgreSQL has it; only a station that does not exist is given up. Several at once share no session. */
    private void record(
            StopOrder order, CompletableFuture<Stopped> recorded, Consumer<StationData> then, boolean firstTime) {
        bridge.onContext(() -> stations.latchStop(order.station(), order.stopId(), order.by(), order.reason()))
                .ifNoItem()
                .after(RECORD_WITHIN)
                .fail()
                .subscribe()
                .with(
                        latched -> {
                            then.accept(latched);
                            unrecorded.remove(order.stopId());
                            recorded.complete(new Stopped(false));
                        },
                        failure -> {
                            if (failure instanceof ParleyException known && known.code() == ErrorCode.STATION_UNKNOWN) {
                                unrecorded.remove(order.stopId());
                                recorded.completeExceptionally(failure);
                                return;
                            }
                            if (firstTime) {
                                LOG.errorf(
                                        "stop %s is sent but not recorded yet; tried until it is: %s",
                                        order.stopId(), failure.getMessage());
                            }
                            ticker.after(RECORD_AGAIN, () -> record(order, recorded, then, false));
                        });
    }

    private static Optional<CompletableFuture<Void>> send(
            HeldStation session, String stopId, String by, String reason) {
        // No clearing that was decided before this stop may overtake it.
        synchronized (session.stops()) {
            Optional<CompletableFuture<Void>> received = session.stops().sending(stopId, System.nanoTime());
            if (received.isEmpty()) {
                return received;
            }
            session.send(GatewayFrame.newBuilder()
                    .setStop(Stop.newBuilder()
                            .setStopId(stopId)
                            .setLevel(StopLevel.STOP_LEVEL_CONTROLLED_STOP)
                            .setBy(by)
                            .setReason(reason)));
            LOG.infof(
                    "stop %s sent to station %s, by %s",
                    stopId, session.station().name(), by);
            return received;
        }
    }

    /**
     * The latch as PostgreSQL has it: sends a stop that this session has not had, and grants the clearing once none holds any
     * more. Of stops pressed one after the other the station holds the first, whichever PostgreSQL has: they are cleared as one,
     * when the last of them is.
     *
     * @param askedNs when PostgreSQL was asked, or earlier
     */
    void latchNow(HeldStation session, StationData station, long askedNs) {
        synchronized (session.stops()) {
            session.stops().lookedAt(askedNs);
            session.stops().latchNow(station.stopId(), unrecorded::contains).forEach(stopId -> grant(session, stopId));
            station.stopId()
                    .ifPresent(stopId -> send(
                            session, stopId, "the platform", station.stopNote().orElse("")));
        }
    }

    private static void grant(HeldStation session, String stopId) {
        session.stops().clearing(stopId, System.nanoTime());
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
        Optional<Duration> answered = session.stops().received(report.getStopId(), System.nanoTime());
        Optional<Duration> still = report.hasStoppedMonoNs()
                ? Optional.of(Duration.ofNanos(report.getStoppedMonoNs() - report.getReceivedMonoNs()))
                : Optional.empty();
        if (answered.isPresent() || still.isPresent()) {
            measured(session.id(), report.getStopId(), answered, still, MEASURE_TRIES);
        }
        if (report.hasStoppedMonoNs()) {
            LOG.infof(
                    "station %s stopped %d ms after it got stop %s",
                    session.station().name(),
                    Duration.ofNanos(report.getStoppedMonoNs() - report.getReceivedMonoNs())
                            .toMillis(),
                    report.getStopId());
        }
    }

    /** Kept beside the stop as soon as that is recorded; a number that cannot be kept is no reason to hold anything up. */
    private void measured(
            StationId station, String stopId, Optional<Duration> received, Optional<Duration> still, int tries) {
        stations.stopMeasured(station, stopId, received, still)
                .onFailure()
                .recoverWithItem(false)
                .subscribe()
                .with(kept -> {
                    if (!kept && tries > 1) {
                        ticker.after(RECORD_AGAIN, () -> measured(station, stopId, received, still, tries - 1));
                    }
                });
    }

    /** A person at the station's own console cleared the latch there. In the mailbox. */
    void clearedAtStation(HeldStation session, StopCleared cleared) {
        String by = cleared.getBy().isBlank() ? "an unnamed person" : cleared.getBy();
        String reason = cleared.getReason().isBlank() ? "no reason was given" : cleared.getReason();
        try {
            Mailbox.await(
                    stations.clearStop(session.id(), cleared.getStopId(), by + ", at the station's console", reason));
            LOG.infof(
                    "stop %s of station %s was cleared there",
                    cleared.getStopId(), session.station().name());
        } catch (ParleyException e) {
            // Another stop holds by now, or none did: what holds, holds.
            LOG.infof("station %s: %s", session.station().name(), e.detail());
        }
    }

    /**
     * A station that came with a latched stop which the platform does not know of: somebody stopped it there, or our record
     * was lost. The safe reading is that it holds; a named person clears it. In the mailbox.
     */
    void adopt(HeldStation session, StopState state) {
        StationData station = session.station();
        session.stops().latchNow(station.stopId(), unrecorded::contains);
        station.stopId()
                .ifPresent(stopId ->
                        send(session, stopId, "the platform", station.stopNote().orElse("")));
        heard(session, state);
    }

    /** What a heartbeat says about the latch. Never waits. */
    void heard(HeldStation session, StopState state) {
        if (!state.getLatched() || session.stops().latch().isPresent()) {
            return;
        }
        StopOrder order = StopOrder.pressedThere(session.id(), state);
        if (unrecorded.contains(order.stopId())
                || session.stops().isClearing(order.stopId(), GRANT_VALID_FOR, System.nanoTime())
                || session.stops().sending(order.stopId(), System.nanoTime()).isEmpty()) {
            return;
        }
        session.stops().received(order.stopId(), System.nanoTime());
        LOG.infof("station %s is stopped, it says", session.station().name());
        unrecorded.add(order.stopId());
        record(order, new CompletableFuture<>(), recordedFor(session, order), true);
    }

    private static Consumer<StationData> recordedFor(HeldStation session, StopOrder order) {
        return station -> session.stops().recorded(order.stopId(), station.stopId(), System.nanoTime());
    }
}
