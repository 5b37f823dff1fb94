package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.station.StationKind;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.station.Station;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The clock of a server or of the database jumps an hour in mid-episode. Stations have no clock that could: they read none. */
@QuarkusTest
@QuarkusTestResource(value = MovableDatabaseClock.class, restrictToAnnotatedClass = true)
@TestProfile(ClockJumpTest.MovedClocks.class)
@Tag("slow")
class ClockJumpTest {
    private static final Logger LOG = Logger.getLogger(ClockJumpTest.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(60);

    @Inject
    Lab lab;

    @Inject
    JumpingClock server;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    Turns turns;

    /** A server whose time of day can be set. */
    public static final class MovedClocks implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(JumpingClock.class);
        }
    }

    @AfterEach
    void rightTime() {
        server.set(Duration.ZERO);
        MovableDatabaseClock.set(Duration.ZERO);
    }

    @Test
    void serverWhoseClockJumpsAnHourEitherWayLosesAndRefusesNothing() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 20, false);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            AssignmentData first = run(lab.ask(Lab.someone()), registered, 0);
            PromptData next = lab.ask(Lab.someone());
            for (Duration ahead : List.of(HOUR, HOUR.negated())) {
                server.set(ahead);
                movesOn(body);
                Lab.await(assignments.sweep());
                assertThat(Lab.await(turns.expire())).isZero();
                assertThat(episode(first.id()).state()).isEqualTo(EpisodeState.RUNNING);
            }
            AssignmentData second = run(next, registered, 1);
            server.set(Duration.ZERO);
            body.mayFinish.countDown();

            assertWhole(first);
            assertWhole(second);
            assertThat(station.status().online()).isTrue();
        }
    }

    @Test
    void databaseClockThatJumpsAheadLosesAnAttemptAtMostOnceAndBackKeepsNoLeaseForAnHour() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 20, false);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            PromptData prompt = lab.ask(Lab.someone());
            AssignmentData running = run(prompt, registered, 0);
            MovableDatabaseClock.set(HOUR);
            Lab.await(assignments.sweep());
            // A renewal may have been written between the jump and the sweep: then nothing is lost.
            boolean lost = episode(running.id()).state() == EpisodeState.LOST;
            if (lost) {
                Lab.until("the station is told", () -> station.status().running() == 0);
                assertThat(turn(prompt)).isEqualTo(TurnState.WAITING);
                running = run(prompt, registered, 0);
            }
            movesOn(body);

            MovableDatabaseClock.set(Duration.ZERO);
            EpisodeId id = running.id();
            Lab.until(
                    "the next renewal is by the new clock",
                    () -> Lab.await(assignments.find(id)).orElseThrow().leaseUntil().stream()
                            .allMatch(until -> until.isBefore(Instant.now().plus(LONGEST_LEASE))));
            movesOn(body);
            body.mayFinish.countDown();

            assertWhole(running);
            Lab.until("the turn is done", () -> turn(prompt) == TurnState.DONE);
            assertThat(body.started).hasSize(lost ? 2 : 1);
            LOG.infof("database an hour ahead: the attempt was %s", lost ? "lost and made again" : "renewed in time");
        }
    }

    private AssignmentData run(PromptData prompt, Lab.Registered station, int slot) {
        AssignmentData offered = lab.offer(prompt, station, slot);
        lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);
        return offered;
    }

    /** Long enough for several renewals and a sweep. */
    private static void movesOn(CountingBody body) {
        int before = body.moved.get();
        long began = System.nanoTime();
        Lab.until(
                "moves on",
                () -> body.moved.get() > before + 20 && System.nanoTime() - began > TimeUnit.SECONDS.toNanos(2));
    }

    private void assertWhole(AssignmentData assignment) {
        EpisodeData done = lab.episode(assignment.id(), "done", it -> it.state().terminal());
        assertThat(done.state()).isEqualTo(EpisodeState.TERMINATED);
        Lab.until(
                "its recording has arrived",
                () -> Lab.await(episodes.attached(assignment.id())).contains("main.mp4"));
    }

    private EpisodeData episode(EpisodeId id) {
        return Lab.await(episodes.find(id)).orElseThrow();
    }

    private TurnState turn(PromptData prompt) {
        return Lab.await(turns.find(prompt.turns().getFirst().id()))
                .orElseThrow()
                .state();
    }
}
