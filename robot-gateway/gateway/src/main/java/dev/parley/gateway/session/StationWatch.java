package dev.parley.gateway.session;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.core.episode.TakenOver;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.Events;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.GatewayRole;
import dev.parley.gateway.work.Ticker;
import dev.parley.station.v1.ClockRequest;
import dev.parley.station.v1.GatewayFrame;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Looks after the held stations: at once when an event says so, and again and again in case one was missed. */
@ApplicationScoped
class StationWatch {
    private static final Logger LOG = Logger.getLogger(StationWatch.class);

    private final HeldStations held;
    private final EpisodeDesk episodes;
    private final LeaseKeeper leases;
    private final StationStops stops;
    private final Stations stations;
    private final Events events;
    private final Ticker ticker;
    private final GatewayConfig config;
    private final GatewayRole role;
    private final List<Events.Subscription> subscriptions = new ArrayList<>();
    private final AtomicBoolean polling = new AtomicBoolean();

    @Inject
    StationWatch(
            HeldStations held,
            EpisodeDesk episodes,
            LeaseKeeper leases,
            StationStops stops,
            Stations stations,
            Events events,
            Ticker ticker,
            GatewayConfig config,
            GatewayRole role) {
        this.held = held;
        this.episodes = episodes;
        this.leases = leases;
        this.stops = stops;
        this.stations = stations;
        this.events = events;
        this.ticker = ticker;
        this.config = config;
        this.role = role;
    }

    void start(@Observes StartupEvent started) {
        if (!role.active()) {
            return;
        }
        subscriptions.add(events.subscribe(this::heard));
        subscriptions.add(events.onGap(this::lookAtEverything));
        ticker.every(config.assignmentSweepEvery(), "looking for assignments", this::lookAtAll);
        ticker.every(config.renewEvery(), "writing leases", () -> leases.writeBatch(System.nanoTime()));
        ticker.every(config.latchPollEvery(), "reading stop latches", this::pollLatches);
        ticker.every(config.clockSampleEvery(), "sampling clocks", this::sampleClocks);
    }

    private void heard(DomainEvent event) {
        switch (event.aggregate()) {
            case ASSIGNMENT -> {
                if (event.kind().equals("assignment.offered")) {
                    lookAtAll();
                }
            }
            case PROMPT -> {
                PromptId prompt = new PromptId(event.id());
                switch (event.kind()) {
                    case "prompt.withdrawn", "prompt.erased" ->
                        held.all().forEach(session -> session.put(() -> episodes.withdrawn(session, prompt)));
                    case "prompt.rejected" ->
                        held.all().forEach(session -> session.put(() -> episodes.refused(session, prompt)));
                    default -> LOG.tracef("nothing to do for %s", event.kind());
                }
            }
            case STATION -> {
                if (held.find(new StationId(event.id())).isPresent()) {
                    pollLatches();
                }
            }
            case EPISODE -> {
                if (event.kind().equals(TakenOver.EVENT)) {
                    EpisodeId episode = new EpisodeId(event.id());
                    held.all().forEach(session -> session.put(() -> episodes.takenOver(session, episode)));
                }
            }
            case TURN, VOTE -> LOG.tracef("nothing to do for %s", event.kind());
        }
    }

    private void lookAtEverything() {
        lookAtAll();
        held.all().forEach(session -> session.put(() -> episodes.lookForWithdrawn(session)));
    }

    private void lookAtAll() {
        held.all().forEach(session -> session.putLook(() -> look(session)));
    }

    private void look(HeldStation session) {
        try {
            episodes.look(session);
            if (session.station().kind().underRealRules()) {
                // Somebody may be about to reach in: that is not left to events alone.
                episodes.lookForTakenOver(session);
            }
        } catch (ParleyException e) {
            LOG.warnf("station %s: %s", session.station().name(), e.detail());
        }
    }

    private void pollLatches() {
        if (held.all().isEmpty() || !polling.compareAndSet(false, true)) {
            return;
        }
        long askedNs = System.nanoTime();
        stations.all()
                .onTermination()
                .invoke(() -> polling.set(false))
                .subscribe()
                .with(
                        all -> all.forEach(station -> compare(station, askedNs)),
                        failure -> LOG.warnf("stop latches could not be read: %s", failure.getMessage()));
    }

    private void compare(StationData station, long askedNs) {
        held.find(station.id()).ifPresent(session -> {
            if (session.epoch() < station.sessionEpoch()) {
                held.newerSession(station.id(), station.sessionEpoch());
            } else {
                stops.latchNow(session, station, askedNs);
            }
        });
    }

    private void sampleClocks() {
        held.all()
                .forEach(session -> session.send(GatewayFrame.newBuilder()
                        .setClockRequest(ClockRequest.newBuilder().setT1Ns(System.nanoTime()))));
    }

    @PreDestroy
    void stop() {
        subscriptions.forEach(Events.Subscription::close);
    }
}
