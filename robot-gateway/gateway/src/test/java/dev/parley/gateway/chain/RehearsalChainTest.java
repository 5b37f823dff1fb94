package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.station.StopCommands;
import dev.parley.station.EpisodeRun;
import dev.parley.station.Station;
import dev.parley.station.v1.Guarantee;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The rules of a real robot, kept by a station that has none: who may enable, who may only stop. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RehearsalChainTest {
    @Inject
    Lab lab;

    @Inject
    Stations stations;

    @Inject
    StopCommands stops;

    @Inject
    Assignments assignments;

    @Test
    void nothingIsTakenUntilAPersonAtTheLocalConsoleEnablesMotion() throws Exception {
        Lab.Registered registered = lab.register(StationKind.REHEARSAL);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.REHEARSAL), 20, true);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            until(
                    registered,
                    "its page says that nobody stands by",
                    now -> now.fault()
                            .filter(why -> why.contains("Nobody stands by"))
                            .isPresent());
            AssignmentData refused = lab.offer(lab.ask(Lab.someone()), registered, 0);
            Lab.until(
                    "refused",
                    () -> Lab.await(assignments.find(refused.id()))
                                    .orElseThrow()
                                    .state()
                            == AssignmentState.DECLINED);

            try (ConsoleTyper console = enabled(registered)) {
                assertThat(console.say("status")).contains("takes work");
                until(registered, "it takes work", StationData::takesWork);
                AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
                EpisodeData done =
                        lab.episode(offered.id(), "done", it -> it.state().terminal());

                assertThat(done.state()).isEqualTo(EpisodeState.TERMINATED);
                assertThat(done.stationKind()).isEqualTo(StationKind.REHEARSAL);
                EpisodeRun run = body.started.poll(5, TimeUnit.SECONDS);
                assertThat(run).isNotNull();
                assertThat(run.spec().getGuarantee()).isEqualTo(Guarantee.GUARANTEE_AT_MOST_ONCE);
            }
            assertThat(station.status().online()).isTrue();
            until(registered, "nobody stands by any more", now -> now.fault().isPresent());
        }
    }

    @Test
    void whoStoodByAndLeavesEndsTheEpisodeAndItTakesAResetToGoOn() throws Exception {
        Lab.Registered registered = lab.register(StationKind.REHEARSAL);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.REHEARSAL), 20, false);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            AssignmentData offered;
            try (ConsoleTyper console = enabled(registered)) {
                until(registered, "it takes work", StationData::takesWork);
                offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
                lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);
                Lab.until("it moves", () -> body.moved.get() > 3);
                assertThat(console.say("away")).startsWith("ok");
            }
            EpisodeData ended =
                    lab.episode(offered.id(), "ended", it -> it.state().terminal());
            assertThat(ended.state()).isEqualTo(EpisodeState.ABORTED);
            assertThat(ended.endReason()).contains(EndReason.STOPPED_BY_STAFF);
            int moved = body.moved.get();

            try (ConsoleTyper console = open(registered)) {
                console.say("present Grace");
                assertThat(console.say("start " + code(console, "start") + " Grace"))
                        .contains("what is needed is reset");
                assertThat(console.say("reset " + code(console, "reset") + " Grace"))
                        .isEqualTo("ok motion is enabled");
            }
            assertThat(body.moved.get()).isEqualTo(moved);
            assertThat(station.status().running()).isZero();
        }
    }

    @Test
    void anybodyFarAwayMayStopAndNobodyFarAwayMayClear() throws Exception {
        Lab.Registered registered = lab.register(StationKind.REHEARSAL);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.REHEARSAL), 20, true);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY);
                ConsoleTyper console = enabled(registered)) {
            Lab.await(stops.stop(registered.id(), "Ada", "smoke"));
            Lab.until("stopped", () -> station.status().stopId().isPresent());
            String stopId = station.status().stopId().orElseThrow();
            until(
                    registered,
                    "latched",
                    now -> now.stopId().equals(station.status().stopId()));

            Lab.await(stations.clearStop(registered.id(), stopId, "Grace", "it was steam"));
            until(
                    registered,
                    "its page says where it can be cleared",
                    now -> now.stopId().isEmpty()
                            && !now.takesWork()
                            && now.fault()
                                    .filter("The station is stopped; clear it at its local console."::equals)
                                    .isPresent());
            assertThat(station.status().stopId()).contains(stopId);

            assertThat(console.say("clear 000000 Linus it was steam")).startsWith("no");
            assertThat(console.say("clear " + code(console, "clear") + " Linus it was steam"))
                    .startsWith("ok");

            assertThat(station.status().stopId()).isEmpty();
            until(registered, "the platform heard it", now -> now.stopId().isEmpty());
            until(registered, "it takes work again", StationData::takesWork);
        }
    }

    private static ConsoleTyper enabled(Lab.Registered registered) throws Exception {
        ConsoleTyper console = open(registered);
        console.say("present Ada");
        assertThat(console.say("start " + code(console, "start") + " Ada")).isEqualTo("ok motion is enabled");
        return console;
    }

    private static ConsoleTyper open(Lab.Registered registered) {
        return ConsoleTyper.tryOpen(registered.folder()).orElseThrow();
    }

    private static String code(ConsoleTyper console, String purpose) throws Exception {
        return console.say("code " + purpose).split(" ", -1)[1];
    }

    private void until(Lab.Registered station, String what, Predicate<StationData> holds) {
        Lab.until(
                what, () -> Lab.await(stations.find(station.id())).filter(holds).isPresent());
    }
}
