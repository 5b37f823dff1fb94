package dev.parley.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.station.disk.DiskNeeds;
import dev.parley.station.lease.LeaseClock;
import dev.parley.station.lease.MotionGuard;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Heartbeat;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.Welcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stalls, half-open connections and a process that stands still, with the times of a real robot on its own clock. */
class OwnClockTest {
    private static final Duration LATENCY = Duration.ofMillis(20);

    private final ManualLoop loop = new ManualLoop();
    private final FakePlatform platform = new FakePlatform(loop, LATENCY);
    private final LeaseClock lease = new LeaseClock();
    private final ControlSession session = new ControlSession(config(), platform, loop, lease, new Quiet());
    private MotionGuard<String> episode = guard();

    @BeforeEach
    void robotInMotion() {
        session.connect();
        // Ends right after a heartbeat that was sent at 5.04 s was answered.
        loop.advance(Duration.ofMillis(5100));
        episode = guard();
        assertThat(mayMove()).isTrue();
    }

    @Test
    void stallOfTwoSecondsHoldsAtOneAndAHalfAndAFreshRenewalEndsIt() {
        platform.stall();
        loop.advance(sinceLastAnswered(1499));
        assertThat(mayMove()).isTrue();
        loop.advance(Duration.ofMillis(1));
        assertThat(mayMove()).isFalse();
        assertThat(episode.holds(loop.nowNs())).isTrue();

        loop.advance(Duration.ofMillis(500));
        assertThat(episode.ending(loop.nowNs())).isEmpty();
        platform.goOn();
        loop.advance(Duration.ofMillis(700));

        assertThat(mayMove()).as("a fresh renewal of the same session").isTrue();
    }

    @Test
    void stallOfTwentySecondsIsAControlledStopAtThreeAndNothingThatComesLaterMovesIt() {
        platform.stall();
        loop.advance(sinceLastAnswered(2999));
        assertThat(episode.ending(loop.nowNs())).isEmpty();
        loop.advance(Duration.ofMillis(1));
        assertThat(episode.ending(loop.nowNs())).contains("contact lost");

        loop.advance(Duration.ofSeconds(17));
        platform.goOn();
        for (int i = 0; i < 100; i++) {
            loop.advance(Duration.ofMillis(50));
            assertThat(mayMove()).isFalse();
        }
        assertThat(guard().mayMove(loop.nowNs()))
                .as("a new episode may, once contact is back")
                .isTrue();
    }

    @Test
    void packetsThatWereUnderWayForTwoSecondsGrantNothing() {
        platform.stallDown();
        loop.advance(sinceLastAnswered(560));
        // The heartbeat of 5.54 s is answered, the later ones are lost; the answer arrives two seconds after it was
        // asked for.
        platform.halfOpen();
        loop.advance(sinceLastAnswered(2500));
        platform.goOn();
        loop.advance(Duration.ofMillis(1));

        assertThat(mayMove()).isFalse();
    }

    @Test
    void halfOpenConnectionIsGivenUpAndItsHoldIsNotEndedByTheNextSession() {
        platform.halfOpen();
        loop.advance(sinceLastAnswered(1500));
        assertThat(mayMove()).isFalse();
        loop.advance(Duration.ofMillis(1100));
        assertThat(platform.ends).singleElement().asString().contains("silent");

        platform.heal();
        loop.advance(Duration.ofSeconds(2));

        assertThat(platform.sessions).isEqualTo(2);
        assertThat(mayMove()).isFalse();
        assertThat(episode.ending(loop.nowNs()))
                .as("HOLDING goes on only with a renewal of its own session")
                .contains("contact lost");
    }

    @Test
    void processThatStoodStillDoesNotGoOnAlthoughItsFirstRenewalIsFresh() {
        loop.standStill(Duration.ofSeconds(20));
        // Nobody looked at the lease meanwhile; the heartbeat of the new moment is answered at once.
        lease.heartbeatSent(1000, loop.nowNs());
        assertThat(lease.renew(1000, FakePlatform.TTL, 1, loop.nowNs())).isTrue();

        assertThat(mayMove()).isFalse();
        assertThat(episode.ending(loop.nowNs())).contains("contact lost");
    }

    @Test
    void shortCutInMotionIsHealedByTheNextSessionBeforeTheHold() {
        platform.cut();
        for (int i = 0; i < 60; i++) {
            loop.advance(Duration.ofMillis(50));
            assertThat(mayMove()).as("nothing was held yet").isTrue();
        }
        assertThat(platform.sessions).isEqualTo(2);
    }

    private boolean mayMove() {
        return episode.mayMove(loop.nowNs());
    }

    private MotionGuard<String> guard() {
        return new MotionGuard<>(lease, () -> false, "contact lost", loop.nowNs());
    }

    /** Until the last heartbeat that was answered is so old: heartbeats leave at 40 ms past each half second. */
    private Duration sinceLastAnswered(long millis) {
        long sentMs = 5040;
        return Duration.ofMillis(sentMs + millis).minusNanos(loop.nowNs());
    }

    private StationConfig config() {
        return new StationConfig(
                URI.create("http://127.0.0.1:1"),
                "key",
                Path.of("nowhere"),
                WireEncoding.BINARY,
                loop::nowNs,
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                RandomGenerator.of("L64X128MixRandom"),
                DiskNeeds.USUAL,
                EpisodeWatcher.NONE);
    }

    /** A station that has nothing to say. */
    private static final class Quiet implements ControlSession.Owner {
        @Override
        public Hello.Builder hello() {
            return Hello.newBuilder();
        }

        @Override
        public Heartbeat.Builder heartbeat() {
            return Heartbeat.newBuilder();
        }

        @Override
        public void welcomed(Welcome welcome) {}

        @Override
        public void received(GatewayFrame frame) {}

        @Override
        public void offline() {}
    }
}
