package dev.parley.station;

import dev.parley.contracts.wire.MalformedFrameException;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.station.link.FrameLink;
import dev.parley.station.link.FrameSocket;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Heartbeat;
import dev.parley.station.v1.LeaseRenewal;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.Welcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The other end of the control connection, with a network between that a test can make slow, stall or cut in half. */
final class FakePlatform implements ControlSession.Connector {
    static final Duration TTL = Duration.ofSeconds(3);

    final List<String> ends = new ArrayList<>();
    int sessions;
    private final ManualLoop loop;
    private final Duration latency;
    private final List<Runnable> stalled = new ArrayList<>();
    private boolean stalls;
    private boolean stallsDown;
    private @Nullable Line current;
    private boolean swallows;

    FakePlatform(ManualLoop loop, Duration latency) {
        this.loop = loop;
        this.latency = latency;
    }

    /** Nothing gets through, and nothing is lost. */
    void stall() {
        stalls = true;
    }

    /** What the platform says does not get through, and is not lost. */
    void stallDown() {
        stallsDown = true;
    }

    /** The connection is reset. */
    void cut() {
        Line line = current;
        if (line != null) {
            line.abort("reset");
        }
    }

    /** Everything that was held up arrives at once, in order. */
    void goOn() {
        stalls = false;
        stallsDown = false;
        stalled.forEach(loop::run);
        stalled.clear();
    }

    /** The connection looks open and is dead: what is sent is never seen again. */
    void halfOpen() {
        swallows = true;
    }

    /** New connections work again. */
    void heal() {
        swallows = false;
    }

    @Override
    public CompletableFuture<FrameLink> open(FrameSocket.Receiver receiver) {
        if (swallows) {
            return CompletableFuture.failedFuture(new java.net.ConnectException("nobody there"));
        }
        Line line = new Line(receiver, ++sessions);
        current = line;
        return CompletableFuture.completedFuture(line);
    }

    private void carry(boolean down, Runnable packet) {
        loop.after(latency, () -> {
            if (stalls || (down && stallsDown)) {
                stalled.add(packet);
            } else {
                packet.run();
            }
        });
    }

    /** One connection. */
    private final class Line implements FrameLink {
        private final FrameSocket.Receiver station;
        private final int session;
        private boolean dead;

        Line(FrameSocket.Receiver station, int session) {
            this.station = station;
            this.session = session;
        }

        @Override
        public void send(byte[] bytes) {
            carry(false, () -> arrived(bytes));
        }

        private void arrived(byte[] bytes) {
            dead |= swallows;
            if (dead) {
                return;
            }
            try {
                StationFrame frame = WireEncoding.BINARY
                        .decode(bytes, StationFrame.newBuilder())
                        .build();
                if (frame.hasHello()) {
                    answer(GatewayFrame.newBuilder().setWelcome(welcome()));
                } else if (frame.hasHeartbeat()) {
                    answer(GatewayFrame.newBuilder().setLeaseRenewal(renewal(frame.getHeartbeat())));
                }
            } catch (MalformedFrameException e) {
                throw new AssertionError(e);
            }
        }

        private Welcome.Builder welcome() {
            return Welcome.newBuilder()
                    .setStationName("Robot")
                    .setSessionEpoch(session)
                    .setHeartbeatEveryMs(500)
                    .setMotionHoldAfterMs(1500)
                    .setControlledStopAfterMs(3000);
        }

        private LeaseRenewal.Builder renewal(Heartbeat heartbeat) {
            return LeaseRenewal.newBuilder()
                    .setAnswersHeartbeat(heartbeat.getSequence())
                    .setTtlMs((int) TTL.toMillis())
                    .setSessionEpoch(session);
        }

        private void answer(GatewayFrame.Builder frame) {
            byte[] bytes = WireEncoding.BINARY.encode(frame.build());
            carry(true, () -> {
                if (!dead) {
                    station.onFrame(bytes);
                }
            });
        }

        @Override
        public void close(String reason) {
            abort(reason);
        }

        @Override
        public void abort(String why) {
            dead = true;
            ends.add(why);
            station.onClosed(why);
        }
    }
}
