package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.station.StationKind;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.station.Station;
import dev.parley.station.StationConfig;
import dev.parley.station.v1.EndReason;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real robot's station behind a network that stalls, in real time: heartbeat 500 ms, HOLD at 1.5 s, controlled stop at
 * 3 s, LOST at 10 s. That nothing moves too late is exact; that it moves again in time allows for a slow machine.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@Tag("slow")
class StallTest {
    private static final Logger LOG = Logger.getLogger(StallTest.class);
    private static final long MS = 1_000_000L;
    private static final long HOLD_NS = 1500 * MS;
    private static final long CONTROLLED_STOP_NS = 3000 * MS;

    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    Turns turns;

    @Test
    void twoSecondsOfSilenceHoldTheRobotUntilAFreshRenewal() throws Exception {
        try (Robot robot = new Robot(() -> {})) {
            AssignmentData offered = robot.run();
            long stalled = System.nanoTime();
            robot.way.stall();
            waitUntil(stalled + 2000 * MS);
            long released = System.nanoTime();
            robot.way.release();

            assertThat(robot.body.movesBetween(stalled + HOLD_NS, released))
                    .as("moves in the hold")
                    .isZero();
            long last = robot.body.moves.stream()
                    .filter(at -> at - released < 0)
                    .mapToLong(at -> at - stalled)
                    .max()
                    .orElseThrow();
            if (released - stalled < 2300 * MS) {
                Lab.until("it moves again", () -> robot.body.movesBetween(released, Long.MAX_VALUE) > 10);
                assertThat(robot.body.endedAtNs).isNotDone();
                lab.episode(offered.id(), "runs on", it -> it.state() == EpisodeState.RUNNING);
            }
            LOG.infof("stall of 2 s: held %d ms after it began", last / MS);
        }
    }

    @Test
    void twentySecondsOfSilenceStopTheRobotForGoodAndLoseTheEpisode() throws Exception {
        try (Robot robot = new Robot(() -> {})) {
            AssignmentData offered = robot.run();
            long stalled = System.nanoTime();
            robot.way.stall();

            long ended = robot.body.endedAtNs.get(20, TimeUnit.SECONDS);
            assertThat(robot.body.ending.get(1, TimeUnit.SECONDS).reason())
                    .isEqualTo(EndReason.END_REASON_CONTACT_LOST);
            // The last heartbeat that was answered left at most one interval, and some load, before the stall.
            assertThat(ended - stalled).isGreaterThan(CONTROLLED_STOP_NS - 1000 * MS);
            long lost = awaitLost(offered) - stalled;
            assertThat(lost).as("LOST after").isBetween(8500 * MS, 19_000 * MS);
            waitUntil(stalled + 20_000 * MS);
            robot.way.release();

            Lab.until(
                    "it comes back and hands over",
                    () -> robot.station.status().online()
                            && robot.station.status().held() == 0);
            assertThat(robot.body.movesBetween(stalled + HOLD_NS, Long.MAX_VALUE))
                    .as("moves after the hold")
                    .isZero();
            EpisodeData episode = Lab.await(episodes.find(offered.id())).orElseThrow();
            assertThat(episode.state()).isEqualTo(EpisodeState.LOST);
            assertThat(Lab.await(turns.find(offered.turn().id())).orElseThrow().state())
                    .as("a robot's lost attempt is never repeated by the machine")
                    .isEqualTo(TurnState.DONE);
            LOG.infof("stall of 20 s: stopped after %d ms, LOST after %d ms", (ended - stalled) / MS, lost / MS);
        }
    }

    @Test
    void startThatWasHeldUpMovesNothing() throws Exception {
        try (Robot robot = new Robot(null)) {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), robot.registered, 0);
            Lab.until("the Start is on its way", () -> state(offered) == AssignmentState.LEASED);
            waitUntil(System.nanoTime() + 2000 * MS);
            robot.way.release();

            Lab.until("the station refused it", () -> state(offered) == AssignmentState.REVOKED);
            assertThat(robot.body.moves).isEmpty();
        }
    }

    private AssignmentState state(AssignmentData offered) {
        return Lab.await(assignments.find(offered.id())).orElseThrow().state();
    }

    /** Sweeps as the scheduler does; returns when PostgreSQL's clock called the episode lost. */
    private long awaitLost(AssignmentData offered) {
        Lab.until("lost", () -> {
            Lab.await(assignments.sweep());
            return Lab.await(episodes.find(offered.id())).orElseThrow().state() == EpisodeState.LOST;
        });
        return System.nanoTime();
    }

    private static void waitUntil(long ns) {
        while (System.nanoTime() - ns < 0) {
            LockSupport.parkNanos(ns - System.nanoTime());
        }
    }

    /** A robot's station that reaches the gateway through a proxy. */
    private final class Robot implements AutoCloseable {
        final StallingProxy way = new StallingProxy(Lab.gateway());
        final TimedBody body;
        final Lab.Registered registered = lab.register(StationKind.REAL_ROBOT);
        final Station station;
        private @Nullable SocketChannel operator;

        /** @param onOffer null to hold up everything towards the station once an offer has come */
        Robot(@Nullable Runnable onOffer) throws IOException {
            body = new TimedBody(onOffer == null ? way::stallTowardsStation : onOffer);
            station = Station.connect(StationConfig.of(way.uri(), registered.key(), registered.folder()), body);
            Lab.until("station online", () -> station.status().online());
            enable();
        }

        /** A person at the local console, where the station has one. */
        private void enable() throws IOException {
            Path console = registered.folder().resolve("console.sock");
            if (!Files.exists(console)) {
                return;
            }
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(console));
            operator = channel;
            BufferedReader answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            say(channel, answers, "present Ada");
            String code = say(channel, answers, "code start").split(" ", -1)[1];
            say(channel, answers, "start " + code + " Ada");
        }

        private static String say(SocketChannel channel, BufferedReader answers, String line) throws IOException {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return String.valueOf(answers.readLine());
        }

        AssignmentData run() {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);
            Lab.until("moving", () -> body.moves.size() > 20);
            return offered;
        }

        @Override
        public void close() throws IOException {
            way.release();
            station.close();
            way.close();
            SocketChannel console = operator;
            if (console != null) {
                console.close();
            }
        }
    }
}
