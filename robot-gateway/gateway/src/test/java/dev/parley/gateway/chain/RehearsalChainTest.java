package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.console.Console;
import dev.parley.core.console.ConsoleState;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.person.People;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.PolicyRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.StationPolicies;
import dev.parley.core.station.Stations;
import dev.parley.core.station.StopCommands;
import dev.parley.station.EpisodeRun;
import dev.parley.station.Station;
import dev.parley.station.v1.Guarantee;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
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

    @Inject
    Console operators;

    @Inject
    People people;

    @Inject
    StationPolicies policies;

    @Inject
    Pool postgres;

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
            Lab.until("it is free again", () -> station.status().running() == 0);
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

    @Test
    void nothingMovesBeforeTheOperatorLetsItAndTakingOverEndsThePolicysPart() throws Exception {
        Lab.Registered registered = lab.register(StationKind.REHEARSAL);
        String login = "ada-" + UUID.randomUUID().toString().substring(0, 8);
        Actor ada = new Actor(
                Optional.of(Lab.await(people.create(login, "Ada", Actor.platform()))
                        .person()
                        .id()),
                "Ada",
                "OPERATOR",
                "");
        Lab.await(operators.setRule(registered.id(), Optional.of(ConsoleRule.READ_EACH), ada, "for a test"));
        Lab.await(policies.setRule(registered.id(), Optional.of(PolicyRule.ANY), ada, "for a test"));
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.REHEARSAL), 20, false);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY);
                ConsoleTyper console = enabled(registered)) {
            until(
                    registered,
                    "its page says that nobody is signed on",
                    now -> now.fault().isEmpty()
                            && now.console()
                                    .flatMap(StationData.Console::waits)
                                    .filter(why -> why.contains("Nobody is signed on"))
                                    .isPresent());
            assertThat(console.say("status"))
                    .as("motion is enabled all the same")
                    .contains("takes work");
            Lab.await(operators.signOn(registered.id(), ada));
            AssignmentData proposed = lab.offer(lab.askForItsPolicy(Lab.someone()), registered, 0);
            assertThat(proposed.state()).isEqualTo(AssignmentState.PROPOSED);
            UUID ask = shown(registered).id();
            Lab.await(operators.approve(registered.id(), ask, ada));
            assertThat(body.moved.get()).isZero();
            assertThat(station.status().running()).isZero();

            Lab.await(operators.start(registered.id(), ask, ada));
            lab.episode(proposed.id(), "running", it -> it.state() == EpisodeState.RUNNING);
            Lab.until("it moves", () -> body.moved.get() > 3);
            Lab.await(operators.takeOver(registered.id(), ask, ada, "it pushes the bowl off the table"));
            EpisodeData ended =
                    lab.episode(proposed.id(), "ended", it -> it.state().terminal());

            assertThat(ended.state()).isEqualTo(EpisodeState.ABORTED);
            assertThat(ended.endReason()).contains(EndReason.TAKEN_OVER);
            Lab.until("the table waits for its reset", () -> shown(registered).step() == ConsoleState.Step.RESET);
            Lab.await(operators.judge(registered.id(), ask, Outcome.Result.FAILURE, ada));
            Lab.await(operators.resetDone(registered.id(), ask, ada));
            assertThat(Lab.await(operators.look(registered.id()))
                            .last()
                            .orElseThrow()
                            .verdict())
                    .contains(Outcome.Result.FAILURE);
        }
    }

    @Test
    void takeoverThatNoEventToldOfEndsThePolicysPartAllTheSame() throws Exception {
        Lab.Registered registered = lab.register(StationKind.REHEARSAL);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.REHEARSAL), 20, false);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY);
                ConsoleTyper console = enabled(registered)) {
            until(registered, "it takes work", StationData::takesWork);
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);
            Lab.until("it moves", () -> body.moved.get() > 3);
            Lab.await(postgres.preparedQuery("UPDATE episode SET taken_over_at = clock_timestamp() WHERE id = $1")
                    .execute(Tuple.of(offered.id().value())));

            EpisodeData ended =
                    lab.episode(offered.id(), "ended", it -> it.state().terminal());

            assertThat(ended.endReason()).contains(EndReason.TAKEN_OVER);
            assertThat(console.say("status")).isNotBlank();
            Lab.until("it is free again", () -> station.status().running() == 0);
        }
    }

    private ConsoleState.Ask shown(Lab.Registered registered) {
        return Lab.await(operators.look(registered.id())).asks().getFirst();
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
