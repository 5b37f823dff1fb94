package dev.parley.station;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import com.google.protobuf.ByteString;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.station.disk.DiskRoom;
import dev.parley.station.journal.AtMostOnceJournal;
import dev.parley.station.journal.EpisodeJournal;
import dev.parley.station.lease.LeaseClock;
import dev.parley.station.link.FrameSocket;
import dev.parley.station.stop.StopLatch;
import dev.parley.station.v1.ClockReply;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Heartbeat;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.RefusalCode;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.Stop;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.Welcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A station's life with the platform: connects out, takes episodes, keeps them on disk until the platform has them, and
 * lets the body move only while contact and stops allow. Runs on threads of its own until it is closed. Its data folder
 * must be used by one process at a time.
 */
public final class Station implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Station.class.getName());

    /** Short against every dead-man time. */
    private static final Duration WATCH_EVERY = Duration.ofMillis(100);

    private static final Duration REPEAT_EVERY = Duration.ofSeconds(3);
    private static final Duration GOODBYE = Duration.ofSeconds(6);
    private static final Duration FAREWELL_LOOK = Duration.ofMillis(20);

    private final StationConfig config;
    private final StationBody body;
    private final String bootId = UUID.randomUUID().toString();
    private final LeaseClock lease = new LeaseClock();
    private final ControlLoop loop = new ControlThread();
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService drawing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("station-render").factory());
    // HTTP/1.1: an upload must not share a connection, and an upgrade in mid-upload gains nothing.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final StopLatch latch;
    private final StopDesk stops;
    private final TelemetrySender telemetry;
    private final DiskRoom room;
    private final RealRules rules;
    private final Slots slots;
    private final HeldEpisodes held;
    private final OfferDesk offers;
    private final PlatformDecisions decisions;
    private final ControlSession session;
    private volatile Optional<String> name = Optional.empty();

    private Station(StationConfig config, StationBody body) throws IOException {
        this.config = config;
        this.body = body;
        Path data = config.dataDirectory();
        Files.createDirectories(data);
        room = new DiskRoom(data, config.disk());
        latch = StopLatch.open(data.resolve("stop.pb"));
        telemetry = new TelemetrySender(config, http);
        stops = new StopDesk(latch, body, config.nanoTime(), this::send, this::endForStop, room);
        rules = new RealRules(config, body, this::operatorLeft);
        slots = new Slots(body.capabilities().getSlots(), this::deadManFired);
        EpisodeJournal journal = EpisodeJournal.open(data.resolve("episodes"), room);
        AtMostOnceJournal atMostOnce = AtMostOnceJournal.open(data.resolve("at-most-once.log"));
        EpisodeReporter reporter = new EpisodeReporter(config, http, body);
        held = new HeldEpisodes(journal, reporter, background, this::send);
        decisions = new PlatformDecisions(slots, held, reporter);
        EpisodeRunner runner = new EpisodeRunner(
                config,
                body,
                lease,
                () -> latch.latched() || rules.obstacle().isPresent(),
                journal,
                atMostOnce,
                held,
                telemetry,
                reporter,
                loop,
                this::send);
        offers = new OfferDesk(
                slots, held, runner, body, atMostOnce, lease, latch, this::unfit, loop, this::send, config.nanoTime());
        session = new ControlSession(config, this::openControl, loop, lease, new Desk());
    }

    /**
     * Opens the data folder and starts connecting in the background; returns at once. The body must not depend on being
     * connected: cuts are healed silently.
     *
     * @throws IOException if the data folder cannot be read: then whether this station is stopped is unknown
     */
    public static Station connect(StationConfig config, StationBody body) throws IOException {
        Station station = new Station(config, body);
        station.rules.open(
                config,
                new StationConsole(
                        station,
                        station.session,
                        station.latch,
                        station.stops,
                        station.rules,
                        station.slots,
                        station.held,
                        body));
        station.telemetry.start();
        station.loop.run(station.session::connect);
        station.loop.every(WATCH_EVERY, station.slots::watch);
        station.loop.every(REPEAT_EVERY, station.held::repeatUnacknowledged);
        station.loop.every(REPEAT_EVERY, () -> station.background.execute(station.room::refill));
        return station;
    }

    public StationStatus status() {
        return new StationStatus(
                session.online(),
                name,
                session.problem(),
                latch.latched() ? Optional.of(latch.state().getStopId()) : Optional.empty(),
                Math.toIntExact(slots.runningCount()),
                held.count());
    }

    /** A stop pressed at the station itself. Works without contact; only {@link #clearLocalStop} clears it. */
    public void stop(StopLevel level, String by, String reason) {
        stops.stop(Stop.newBuilder()
                .setStopId(StopLatch.LOCAL + UUID.randomUUID())
                .setLevel(level)
                .setBy(by)
                .setReason(reason)
                .build());
    }

    /**
     * Clears a stop that was pressed here; never resumes an episode.
     *
     * @return false if no such stop is latched, or if this station is under the rules of a real robot: then only its local
     *     console clears
     */
    public boolean clearLocalStop(String by, String reason) {
        String stopId = latch.state().getStopId();
        return !rules.apply() && stopId.startsWith(StopLatch.LOCAL) && stops.clear(stopId, by, reason);
    }

    /**
     * Why nothing may move at this station now, whatever the platform says: stopped, nobody standing by, or not enabled at the local
     * console. For motion that a person at the station wants, beside any episode.
     */
    public Optional<String> motionObstacle() {
        return latch.latched()
                ? Optional.of("The station is stopped; clear it at its local console.")
                : rules.obstacle();
    }

    /** Who stands by at the local console, by the name they gave there. */
    public Optional<String> operator() {
        return rules.operator();
    }

    /** Takes the enabling back: a person has to look, and to say {@code reset} at the local console, before anything moves again. */
    public void requireReset(String why) {
        rules.tripped(why);
    }

    /**
     * Ends running episodes as aborted, waits until the platform has heard of it where there is contact, and disconnects.
     * Takes at most some seconds; what was not heard is told at the next start.
     */
    @Override
    public void close() {
        slots.endAll(new Ending(EndReason.END_REASON_STATION_FAULT, "The station was shut down."));
        rules.close();
        awaitFarewell();
        session.close();
        telemetry.close();
        slots.close();
        stops.close();
        drawing.shutdown();
        background.shutdown();
        try {
            // Deleting what the platform has should not stop half-way.
            background.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What is still owed is kept on disk; the next run of this station sends it.
        background.shutdownNow();
        loop.close();
        http.shutdownNow();
    }

    private CompletableFuture<FrameSocket> openControl(FrameSocket.Receiver receiver) {
        return FrameSocket.open(
                http,
                config.webSocket("/station/v1/control"),
                config.key(),
                config.encoding(),
                WireLimits.CONTROL_FRAME_BYTES,
                receiver);
    }

    /** Without contact nothing is to be waited for but the bodies. */
    private void awaitFarewell() {
        CountDownLatch said = new CountDownLatch(1);
        loop.every(FAREWELL_LOOK, () -> {
            if (slots.runningCount() == 0 && (!session.online() || held.allEndsHeard())) {
                said.countDown();
            }
        });
        try {
            if (!said.await(GOODBYE.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(WARNING, "the end of an episode was not heard within {0} s", GOODBYE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void send(StationFrame frame) {
        session.send(frame);
    }

    private void send(EpisodeEvent event) {
        session.send(StationFrame.newBuilder().setEpisodeEvent(event).build());
    }

    /** Why this station takes no work now, whatever is offered. */
    Optional<String> unfit() {
        if (rules.apply() && latch.latched()) {
            // Also where the platform's record of the stop is cleared: nobody far away starts this arm again.
            return Optional.of("The station is stopped; clear it at its local console.");
        }
        return rules.obstacle().or(body::unfit).or(room::shortage);
    }

    private void deadManFired() {
        stops.deadMan();
        rules.tripped("contact was lost for so long that the arm made a controlled stop");
    }

    private void operatorLeft() {
        if (slots.runningCount() > 0) {
            slots.endAll(new Ending(
                    EndReason.END_REASON_STOPPED_BY_STAFF, "The person who stood by at the station left it."));
            stops.deadMan();
            rules.tripped("the person who stood by left while an episode ran");
        }
    }

    private void endForStop() {
        slots.endAll(new Ending(EndReason.END_REASON_STOPPED_BY_STAFF, "The station was stopped."));
    }

    private void render(RenderRequest request) {
        RenderReply.Builder reply = RenderReply.newBuilder().setRequestId(request.getRequestId());
        if (!slots.idle() && (request.getPresent() || !body.capabilities().getComposes())) {
            send(StationFrame.newBuilder()
                    .setRenderReply(reply.setRefusal("The station is busy."))
                    .build());
            return;
        }
        drawing.execute(() -> {
            try {
                if (request.getPresent()) {
                    reply.setPng(ByteString.copyFrom(body.present(request)));
                } else {
                    reply.mergeFrom(body.draw(request).clearRequestId().build());
                }
            } catch (IllegalArgumentException e) {
                reply.setRefusal(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.log(WARNING, "a picture could not be drawn", e);
                reply.setRefusal("The station failed to draw it.");
            }
            send(StationFrame.newBuilder().setRenderReply(reply).build());
        });
    }

    /** Answers the session, on the control loop. */
    private final class Desk implements ControlSession.Owner {
        @Override
        public Hello.Builder hello() {
            return Hello.newBuilder()
                    .setBootId(bootId)
                    .setCapabilities(body.capabilities())
                    .addAllHeld(held.told())
                    .setStopState(latch.state());
        }

        @Override
        public Heartbeat.Builder heartbeat() {
            return Heartbeat.newBuilder()
                    .addAllSlots(slots.status())
                    .setStopState(latch.state())
                    .setOperatorPresent(rules.operatorPresent())
                    .setHardwareStopPressed(body.hardwareStopPressed())
                    .setSpoolFreeBytes(room.freeBytes())
                    .setUnfit(unfit().orElse(""));
        }

        @Override
        public void welcomed(Welcome welcome) {
            name = Optional.of(welcome.getStationName());
            telemetry.welcome(welcome.getTelemetryCredit());
            decisions.decided(welcome.getDecisionsList());
        }

        @Override
        public void received(GatewayFrame frame) {
            switch (frame.getMessageCase()) {
                case EPISODE_OFFER -> offers.offered(frame.getEpisodeOffer());
                case EPISODE_START -> offers.started(frame.getEpisodeStart());
                case EPISODE_ABORT -> decisions.aborted(frame.getEpisodeAbort());
                case EPISODE_ACK -> held.acknowledged(frame.getEpisodeAck());
                case STOP -> stops.stop(frame.getStop());
                case CLEAR_GRANT -> stops.clear(frame.getClearGrant(), lease, rules);
                case RENDER_REQUEST -> render(frame.getRenderRequest());
                case CLOCK_REQUEST -> clock(frame.getClockRequest().getT1Ns());
                case REFUSAL -> {
                    if (frame.getRefusal().getCode() == RefusalCode.REFUSAL_CODE_STALE_FENCE) {
                        decisions.refused(frame.getRefusal().getEpisodeId());
                    }
                }
                case WELCOME, LEASE_RENEWAL, MESSAGE_NOT_SET -> LOG.log(DEBUG, "handled by the session");
            }
        }

        @Override
        public void offline() {
            telemetry.offline();
        }

        private void clock(long t1) {
            long t2 = config.nanoTime().getAsLong();
            send(StationFrame.newBuilder()
                    .setClockReply(ClockReply.newBuilder()
                            .setT1Ns(t1)
                            .setT2Ns(t2)
                            .setT3Ns(config.nanoTime().getAsLong()))
                    .build());
        }
    }
}
