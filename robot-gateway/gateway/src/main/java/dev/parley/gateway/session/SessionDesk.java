package dev.parley.gateway.session;

import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.ShownKey;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.work.Mailbox;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.ClockReply;
import dev.parley.station.v1.EpisodeDecision;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.RefusalCode;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.Welcome;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Opens and closes sessions, and hands each frame to who knows it. */
@ApplicationScoped
class SessionDesk {
    private static final Logger LOG = Logger.getLogger(SessionDesk.class);

    private static final Pattern BOOT_ID = Pattern.compile("[!-~]{1,64}");

    private final Stations stations;
    private final HeldStations held;
    private final HeldDecisions decisions;
    private final EpisodeDesk episodes;
    private final LeaseKeeper leases;
    private final StationStops stops;
    private final RenderDesk renders;
    private final GatewayConfig config;
    private final SecureRandom random = new SecureRandom();

    @Inject
    SessionDesk(
            Stations stations,
            HeldStations held,
            HeldDecisions decisions,
            EpisodeDesk episodes,
            LeaseKeeper leases,
            StationStops stops,
            RenderDesk renders,
            GatewayConfig config) {
        this.stations = stations;
        this.held = held;
        this.decisions = decisions;
        this.episodes = episodes;
        this.leases = leases;
        this.stops = stops;
        this.renders = renders;
        this.config = config;
    }

    /**
     * Answers a Hello. In the station's mailbox.
     *
     * @param key what the connection was let in by, maybe long ago
     * @param opened gets the session before Welcome goes out, since the first heartbeat follows at once
     */
    void open(
            StationData station,
            ShownKey key,
            Hello hello,
            ControlConnection connection,
            Mailbox mailbox,
            Consumer<HeldStation> opened) {
        Optional<String> wrong = wrong(station, hello);
        if (wrong.isPresent()) {
            boolean version =
                    hello.getProtocolMin() > WireLimits.PROTOCOL || hello.getProtocolMax() < WireLimits.PROTOCOL;
            connection.refuse(
                    version ? RefusalCode.REFUSAL_CODE_PROTOCOL_VERSION : RefusalCode.REFUSAL_CODE_MALFORMED,
                    wrong.get(),
                    "");
            connection.close(wrong.get());
            LOG.warnf("station %s: its Hello was refused: %s", station.name(), wrong.get());
            return;
        }
        try {
            accept(station, key, hello, connection, mailbox, opened);
        } catch (ParleyException e) {
            connection.refuse(RefusalCode.REFUSAL_CODE_MALFORMED, e.detail(), "");
            connection.close(e.detail());
            LOG.warnf("station %s: its Hello was refused: %s", station.name(), e.detail());
        } catch (IllegalArgumentException e) {
            connection.refuse(RefusalCode.REFUSAL_CODE_MALFORMED, "Hello: " + e.getMessage(), "");
            connection.close("Hello: " + e.getMessage());
            LOG.warnf("station %s: its Hello was refused: %s", station.name(), e.getMessage());
        } catch (TimeoutException e) {
            unavailable(station, connection, "PostgreSQL did not answer in time");
        } catch (RuntimeException e) {
            LOG.errorf(e, "station %s: its session could not be opened", station.name());
            unavailable(station, connection, "the gateway could not open the session");
        }
    }

    private static void unavailable(StationData station, ControlConnection connection, String why) {
        LOG.warnf("station %s: %s", station.name(), why);
        connection.refuse(RefusalCode.REFUSAL_CODE_UNAVAILABLE, "Try again in some seconds: " + why + ".", "");
        connection.close(why);
    }

    private static Optional<String> wrong(StationData station, Hello hello) {
        if (hello.getProtocolMin() > WireLimits.PROTOCOL || hello.getProtocolMax() < WireLimits.PROTOCOL) {
            return Optional.of("This gateway speaks protocol " + WireLimits.PROTOCOL + "; the station speaks "
                    + hello.getProtocolMin() + " to " + hello.getProtocolMax() + ".");
        }
        if (!BOOT_ID.matcher(hello.getBootId()).matches()) {
            return Optional.of(
                    "boot_id must be 1 to 64 printable characters, new for every start of the station's process.");
        }
        List<String> violations = CapabilitiesCheck.violations(hello.getCapabilities(), station.kind());
        return violations.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", violations));
    }

    private void accept(
            StationData known,
            ShownKey key,
            Hello hello,
            ControlConnection connection,
            Mailbox mailbox,
            Consumer<HeldStation> opened) {
        Capabilities capabilities = hello.getCapabilities();
        // Before anything is decided: an old key gives up no episode either.
        StationData before = Mailbox.await(stations.authenticate(key))
                .filter(station -> station.id().equals(known.id()))
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.TOKEN_REFUSED,
                        "Station %s was given another key since this connection was opened; connect with the new one."
                                .formatted(known.name())));
        boolean sameBoot = before.bootId().equals(hello.getBootId());
        if (!sameBoot) {
            decisions.giveUpUnfinished(known.id(), hello.getHeldList());
        }
        StationData station =
                Mailbox.await(stations.openSession(known.id(), key, hello.getBootId(), capabilities.toByteArray()));
        DeadMan deadMan = DeadMan.of(station.kind(), config);
        HeldStation session = new HeldStation(
                station,
                capabilities,
                deadMan,
                connection,
                mailbox,
                new Challenges(random::nextLong, deadMan.controlledStopAfter()));
        List<EpisodeDecision> decided = decisions.decide(session, hello.getHeldList(), sameBoot);
        opened.accept(session);
        held.add(session);
        connection.send(
                GatewayFrame.newBuilder().setWelcome(welcome(session, decided)).build());
        stops.adopt(session, hello.getStopState());
        episodes.look(session);
        episodes.lookForWithdrawn(session);
        LOG.infof(
                "station %s is online, session %d%s",
                station.name(), station.sessionEpoch(), sameBoot ? "" : ", after a new start");
    }

    private Welcome.Builder welcome(HeldStation session, List<EpisodeDecision> decided) {
        DeadMan times = session.deadMan();
        return Welcome.newBuilder()
                .setStationId(session.id().toString())
                .setStationName(session.station().name())
                .setSessionEpoch(session.epoch())
                .setProtocol(WireLimits.PROTOCOL)
                .setHeartbeatEveryMs((int) times.heartbeatEvery().toMillis())
                .setLeaseTtlMs((int) times.lostAfter().toMillis())
                .setMotionHoldAfterMs(
                        times.holdAfter().map(hold -> (int) hold.toMillis()).orElse(0))
                .setControlledStopAfterMs((int) times.controlledStopAfter().toMillis())
                .setResumeToken(UUID.randomUUID().toString())
                .addAllDecisions(decided)
                .setTelemetryCredit(config.limits().telemetryCredit());
    }

    /** One frame of an open session; on the connection's event loop, so nothing here waits. */
    void received(HeldStation session, StationFrame frame, long nowNs) {
        switch (frame.getMessageCase()) {
            case HEARTBEAT -> leases.heartbeat(session, frame.getHeartbeat(), nowNs);
            case STOP_REPORT -> stops.reported(session, frame.getStopReport());
            case STOP_CLEARED -> session.put(() -> stops.clearedAtStation(session, frame.getStopCleared()));
            case CLOCK_REPLY -> clock(session, frame.getClockReply(), nowNs);
            case RENDER_REPLY -> renders.replied(frame.getRenderReply());
            case OFFER_REPLY -> later(session, () -> episodes.answered(session, frame.getOfferReply()));
            case EPISODE_EVENT -> later(session, () -> episodes.happened(session, frame.getEpisodeEvent()));
            case HELLO -> LOG.debug("a second Hello is refused before it comes here");
            case MESSAGE_NOT_SET ->
                LOG.debugf(
                        "station %s sent a message that this gateway does not know",
                        session.station().name());
        }
    }

    /** In the station's mailbox; ids and fences that are none are refused in words. */
    private static void later(HeldStation session, Runnable work) {
        session.put(() -> {
            try {
                work.run();
            } catch (IllegalArgumentException e) {
                session.connection().refuse(RefusalCode.REFUSAL_CODE_MALFORMED, String.valueOf(e.getMessage()), "");
            }
        });
    }

    private static void clock(HeldStation session, ClockReply reply, long nowNs) {
        session.clock().sample(reply.getT1Ns(), reply.getT2Ns(), reply.getT3Ns(), nowNs);
    }

    /** The connection is gone. Leases stay: the station may come back before they run out. In the mailbox. */
    void closed(HeldStation session, String why) {
        boolean current = held.remove(session);
        renders.gone(session.id());
        LOG.infof("station %s: session %d ended: %s", session.station().name(), session.epoch(), why);
        if (current) {
            try {
                Mailbox.await(stations.closeSession(session.id(), session.epoch(), why));
            } catch (RuntimeException e) {
                // Found silent later: the truth about presence then comes from PostgreSQL's clock.
                LOG.warnf(
                        "station %s could not be marked offline: %s",
                        session.station().name(), e.getMessage());
            }
        }
    }
}
