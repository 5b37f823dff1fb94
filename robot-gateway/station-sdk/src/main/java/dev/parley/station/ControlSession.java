package dev.parley.station;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.contracts.wire.MalformedFrameException;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.station.lease.LeaseClock;
import dev.parley.station.lease.LeaseTiming;
import dev.parley.station.link.Backoff;
import dev.parley.station.link.FrameLink;
import dev.parley.station.link.FrameSocket;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Heartbeat;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.LeaseRenewal;
import dev.parley.station.v1.RefusalCode;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.Welcome;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The control connection: connects, says Hello, beats, and comes back after every cut with growing pauses. All methods
 * run on the control loop, except {@link #send}, which any thread may call.
 */
final class ControlSession {
    private static final System.Logger LOG = System.getLogger(ControlSession.class.getName());

    /** Opens one connection; the future fails when the platform refuses or cannot be reached. */
    @FunctionalInterface
    interface Connector {
        CompletableFuture<? extends FrameLink> open(FrameSocket.Receiver receiver);
    }

    private static final Duration MOST_SLACK = Duration.ofSeconds(1);

    /** What the session needs from the station, always on the control loop. */
    interface Owner {
        Hello.Builder hello();

        Heartbeat.Builder heartbeat();

        void welcomed(Welcome welcome);

        void received(GatewayFrame frame);

        void offline();
    }

    private final StationConfig config;
    private final Connector connector;
    private final ControlLoop loop;
    private final LeaseClock lease;
    private final Owner owner;
    private final Backoff backoff;
    private volatile @Nullable FrameLink socket;
    private volatile boolean welcomed;
    private volatile boolean closed;
    private volatile Optional<String> problem = Optional.of("not connected yet");
    private ControlLoop.@Nullable Repeated beat;
    private String resumeToken = "";
    private long sequence;
    private long challengeAnswer;
    private long lastFrameNs;
    private Duration heartbeatEvery = Duration.ofSeconds(5);
    private boolean replaced;

    ControlSession(StationConfig config, Connector connector, ControlLoop loop, LeaseClock lease, Owner owner) {
        this.config = config;
        this.connector = connector;
        this.loop = loop;
        this.lease = lease;
        this.owner = owner;
        backoff = new Backoff(config.firstPause(), config.longestPause(), config.random());
    }

    void connect() {
        if (closed) {
            return;
        }
        Link link = new Link();
        connector
                .open(link)
                .whenComplete((opened, failure) -> loop.run(() -> {
                    if (failure == null) {
                        opened(opened, link);
                    } else {
                        failed(failure);
                    }
                }));
    }

    private void opened(FrameLink opened, Link link) {
        if (closed || link.ended) {
            opened.close("the station ends");
            return;
        }
        socket = opened;
        lastFrameNs = config.nanoTime().getAsLong();
        StationFrame hello = StationFrame.newBuilder()
                .setHello(owner.hello()
                        .setProtocolMin(WireLimits.PROTOCOL)
                        .setProtocolMax(WireLimits.PROTOCOL)
                        .setResumeToken(resumeToken))
                .build();
        opened.send(config.encoding().encode(hello));
    }

    private void failed(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            again(
                    status == 401
                            ? "the platform does not know this station's key (401); register the station"
                            : "the platform refused the connection with status " + status,
                    status == 401 || status == 403);
        } else {
            again("cannot reach " + config.gateway() + ": " + cause, false);
        }
    }

    private void again(String why, boolean long_) {
        problem = Optional.of(why);
        if (closed) {
            return;
        }
        Duration pause = long_ ? backoff.longest() : backoff.next();
        LOG.log(INFO, "offline: {0}; next attempt in {1} ms", why, pause.toMillis());
        loop.after(pause, this::connect);
    }

    private void received(GatewayFrame frame) {
        lastFrameNs = config.nanoTime().getAsLong();
        switch (frame.getMessageCase()) {
            case WELCOME -> welcome(frame.getWelcome());
            case LEASE_RENEWAL -> renew(frame.getLeaseRenewal());
            case REFUSAL -> {
                LOG.log(
                        WARNING,
                        "the platform refused: {0} {1}",
                        frame.getRefusal().getCode(),
                        frame.getRefusal().getDetail());
                replaced = frame.getRefusal().getCode() == RefusalCode.REFUSAL_CODE_DUPLICATE_SESSION;
                owner.received(frame);
            }
            case EPISODE_OFFER,
                    EPISODE_START,
                    EPISODE_ABORT,
                    EPISODE_ACK,
                    STOP,
                    CLEAR_GRANT,
                    RENDER_REQUEST,
                    CLOCK_REQUEST -> owner.received(frame);
            case MESSAGE_NOT_SET -> LOG.log(DEBUG, "ignored a message that a newer platform sent");
        }
    }

    private void welcome(Welcome welcome) {
        Optional<Duration> hold = welcome.getMotionHoldAfterMs() == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(welcome.getMotionHoldAfterMs()));
        lease.welcome(
                welcome.getSessionEpoch(),
                new LeaseTiming(hold, Duration.ofMillis(welcome.getControlledStopAfterMs())),
                config.nanoTime().getAsLong());
        heartbeatEvery = Duration.ofMillis(Math.max(50, welcome.getHeartbeatEveryMs()));
        resumeToken = welcome.getResumeToken();
        sequence = 0;
        challengeAnswer = 0;
        replaced = false;
        problem = Optional.empty();
        backoff.succeeded();
        welcomed = true;
        LOG.log(INFO, "online as {0}, session {1}", welcome.getStationName(), welcome.getSessionEpoch());
        owner.welcomed(welcome);
        // Before anything that came behind Welcome is answered: what the platform grants counts from a heartbeat.
        beat();
        beat = loop.every(heartbeatEvery, this::beat);
    }

    private void beat() {
        FrameLink current = socket;
        if (current == null || !welcomed) {
            return;
        }
        long now = config.nanoTime().getAsLong();
        if (now - lastFrameNs > silenceAllowed().toNanos()) {
            current.abort("the platform was silent for " + silenceAllowed().toMillis() + " ms");
            return;
        }
        Heartbeat.Builder heartbeat = owner.heartbeat()
                .setSequence(++sequence)
                .setChallengeAnswer(challengeAnswer)
                .setSentMonoNs(now);
        lease.heartbeatSent(sequence, now);
        send(StationFrame.newBuilder().setHeartbeat(heartbeat).build());
    }

    /** Every heartbeat is answered, so three unanswered ones mean that nobody is there any more. */
    private Duration silenceAllowed() {
        Duration slack = heartbeatEvery.compareTo(MOST_SLACK) < 0 ? heartbeatEvery : MOST_SLACK;
        return heartbeatEvery.multipliedBy(3).plus(slack);
    }

    private void renew(LeaseRenewal renewal) {
        challengeAnswer = ~renewal.getChallenge();
        boolean counted = lease.renew(
                renewal.getAnswersHeartbeat(),
                Duration.ofMillis(renewal.getTtlMs()),
                renewal.getSessionEpoch(),
                config.nanoTime().getAsLong());
        if (!counted) {
            LOG.log(
                    WARNING,
                    "ignored a renewal of heartbeat {0}: too old, or of another session",
                    renewal.getAnswersHeartbeat());
        }
    }

    /** Sends if a session is open; otherwise drops, since whatever matters is said again after the next Welcome. */
    void send(StationFrame frame) {
        FrameLink current = socket;
        if (current != null && welcomed) {
            current.send(config.encoding().encode(frame));
        }
    }

    boolean online() {
        return welcomed;
    }

    Optional<String> problem() {
        return problem;
    }

    void close() {
        closed = true;
        FrameLink current = socket;
        if (current != null) {
            current.close("the station ends");
        }
    }

    private void ended(Link link, String why) {
        if (link.over) {
            return;
        }
        link.over = true;
        boolean wasOpen = socket != null;
        socket = null;
        welcomed = false;
        ControlLoop.Repeated running = beat;
        if (running != null) {
            running.cancel();
            beat = null;
        }
        owner.offline();
        if (wasOpen) {
            again(replaced ? "another connection uses this station's key; " + why : why, replaced);
        }
    }

    /** One connection; hops onto the control loop. */
    private final class Link implements FrameSocket.Receiver {
        private volatile boolean ended;
        private boolean over;

        @Override
        public void onFrame(byte[] frame) {
            try {
                GatewayFrame message = config.encoding()
                        .decode(frame, GatewayFrame.newBuilder())
                        .build();
                loop.run(() -> {
                    if (!over) {
                        received(message);
                    }
                });
            } catch (MalformedFrameException e) {
                LOG.log(WARNING, "control: {0}", e.getMessage());
            }
        }

        @Override
        public void onClosed(String why) {
            ended = true;
            loop.run(() -> ended(this, why));
        }
    }
}
