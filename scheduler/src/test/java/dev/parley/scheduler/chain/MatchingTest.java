package dev.parley.scheduler.chain;

import static dev.parley.scheduler.chain.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationDesk;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.scheduler.matching.Matcher;
import dev.parley.scheduler.queue.QueueUpkeep;
import dev.parley.scheduler.sweep.Sweeper;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class MatchingTest {
    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Stations stations;

    @Inject
    StationDesk desk;

    @Inject
    Assignments assignments;

    @Inject
    Sweeper sweeper;

    @Inject
    QueueUpkeep upkeep;

    @Inject
    Matcher matcher;

    @Inject
    Pool postgres;

    @BeforeEach
    void startAnew() {
        lab.startAnew();
    }

    @Test
    void aPromptIsOfferedToAStationThatFits() {
        TurnData turn = lab.ask();
        StationData station = lab.station("fits", 1);
        assertThat(lab.match()).isEqualTo(1);
        assertThat(lab.open(station))
                .singleElement()
                .satisfies(offered -> assertThat(offered.turn().id()).isEqualTo(turn.id()));
        assertThat(lab.turn(turn.id()).state()).isEqualTo(TurnState.ASSIGNED);
    }

    @Test
    void whatAStationCannotRunIsNeverOfferedToIt() {
        lab.ask();
        lab.open("other scene", Lab.capabilities("other-scene", "tabletop-arm-6dof", "ab".repeat(32), 1));
        lab.open("other body", Lab.capabilities(Lab.SCENE, "other-arm", "ab".repeat(32), 1));
        lab.open("other policy", Lab.capabilities(Lab.SCENE, "tabletop-arm-6dof", "cd".repeat(32), 1));
        assertThat(lab.match()).isZero();
    }

    @Test
    void aStationThatTakesNoWorkIsOfferedNothing() {
        lab.ask();
        StationData paused = lab.station("paused", 1);
        await(desk.admit(
                paused.id(),
                StationData.Admission.PAUSED,
                Optional.empty(),
                Actor.key("test"),
                "the table is cleaned"));
        StationData stopped = lab.station("stopped", 1);
        await(stations.latchStop(stopped.id(), "stop-1", "test", "spilled water"));
        assertThat(lab.match()).isZero();
    }

    @Test
    void severalReplicasAtOnceFillEverySlotOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            lab.ask();
        }
        List<StationData> here = List.of(lab.station("one", 2), lab.station("two", 2), lab.station("three", 2));
        List<CompletableFuture<Integer>> replicas = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CompletableFuture<Integer> done = new CompletableFuture<>();
            replicas.add(done);
            Thread.ofVirtual().start(() -> {
                try {
                    done.complete(lab.match());
                } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
        }
        int offers = 0;
        for (CompletableFuture<Integer> each : replicas) {
            offers += each.get(30, TimeUnit.SECONDS);
        }
        assertThat(offers).isEqualTo(6);
        List<AssignmentData> open =
                here.stream().flatMap(each -> lab.open(each).stream()).toList();
        assertThat(open).hasSize(6);
        assertThat(open.stream().map(each -> each.turn().id()).distinct()).hasSize(6);
    }

    @Test
    void aFlushBetweenOffersKeepsTheOrder() {
        List<TurnId> asked = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            asked.add(lab.ask().id());
        }
        StationData station = lab.station("one", 1);
        List<TurnId> ran = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            if (i % 2 == 1) {
                lab.flush();
            }
            lab.match();
            AssignmentData offered = lab.open(station).getFirst();
            ran.add(offered.turn().id());
            lab.runToTheEnd(offered);
        }
        assertThat(ran).containsExactlyElementsOf(asked);
    }

    @Test
    void withdrawnAndExpiredPromptsAreNeverOffered() {
        Author asker = Lab.author("net-a");
        TurnData withdrawn = lab.ask(asker);
        TurnData expired = lab.ask();
        upkeep.reconcile();
        await(prompts.withdraw(withdrawn.promptId(), asker));
        postgres.preparedQuery("UPDATE turn SET expires_at = now() - interval '1 minute' WHERE id = $1")
                .executeAndAwait(Tuple.of(expired.id().value()));
        sweeper.sweep();
        lab.station("one", 2);
        // The index still holds both: PostgreSQL decides.
        assertThat(matcher.match()).isZero();
        assertThat(lab.turn(withdrawn.id()).state()).isEqualTo(TurnState.CANCELLED);
        assertThat(lab.turn(expired.id()).state()).isEqualTo(TurnState.EXPIRED);
    }

    @Test
    void aPromptPinnedToAnOfflineStationHoldsUpNothingOfItsAuthor() {
        Author asker = Lab.author("net-a");
        StationData away = lab.station("away", 1);
        await(stations.closeSession(away.id(), away.sessionEpoch(), "unplugged"));
        TurnData pinned = lab.ask(asker);
        postgres.preparedQuery("UPDATE turn SET station_id = $2 WHERE id = $1")
                .executeAndAwait(Tuple.of(pinned.id().value(), away.id().value()));
        TurnData free = lab.ask(asker);
        lab.station("one", 2);
        assertThat(lab.match()).isEqualTo(1);
        assertThat(lab.turn(free.id()).state()).isEqualTo(TurnState.ASSIGNED);
        assertThat(lab.turn(pinned.id()).state()).isEqualTo(TurnState.WAITING);
    }

    @Test
    void aDeclinedTurnGoesToAnotherStationAtOnceButNotBackToTheSame() {
        TurnData turn = lab.ask();
        StationData declines = lab.station("declines", 1);
        lab.match();
        AssignmentData offered = lab.open(declines).getFirst();
        await(assignments.decline(offered.id(), offered.fence(), "busy with calibration"));
        assertThat(lab.match()).isZero();
        StationData other = lab.station("other", 1);
        assertThat(lab.match()).isEqualTo(1);
        assertThat(lab.open(other).getFirst().turn().id()).isEqualTo(turn.id());
    }

    @Test
    void aLostLeasePutsTheTurnBackInFrontOfThoseWhoAskedLater() {
        TurnData first = lab.ask();
        StationData dies = lab.station("dies", 1);
        lab.match();
        lab.lease(lab.open(dies).getFirst(), Duration.ZERO);
        lab.ask();
        lab.ask();
        sweeper.sweep();
        await(stations.closeSession(dies.id(), dies.sessionEpoch(), "power cut"));
        assertThat(lab.turn(first.id()).state()).isEqualTo(TurnState.WAITING);
        StationData lives = lab.station("lives", 1);
        assertThat(lab.match()).isEqualTo(1);
        AssignmentData again = lab.open(lives).getFirst();
        assertThat(again.turn().id()).isEqualTo(first.id());
        assertThat(again.turn().attempts()).isEqualTo(1);
    }

    @Test
    void anOfferWithoutAnAnswerLeavesTheSlotFree() {
        lab.ask();
        StationData silent = lab.station("silent", 1);
        lab.match();
        postgres.query("UPDATE assignment SET accept_by = now() - interval '1 second'")
                .executeAndAwait();
        sweeper.sweep();
        assertThat(lab.open(silent)).isEmpty();
    }

    @Test
    void aNeighbourOfABusyAuthorGoesNextAndTheIndexFollows() {
        Author busy = Lab.author("school");
        List<TurnData> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            many.add(lab.ask(busy));
        }
        upkeep.reconcile();
        TurnData neighbour = lab.ask(Lab.author("school"));
        upkeep.refresh(List.of(neighbour.id()));
        StationData station = lab.station("one", 3);
        assertThat(matcher.match()).isEqualTo(3);
        assertThat(lab.open(station).stream().map(each -> each.turn().id()))
                .containsExactly(many.get(0).id(), neighbour.id(), many.get(1).id());
    }

    @Test
    void newcomersStartAtTheRoundThatIsServedAndSaveUpNothing() {
        Author busy = Lab.author("cafe");
        for (int i = 0; i < 4; i++) {
            lab.ask(busy);
        }
        lab.station("one", 3);
        lab.match();
        TurnData newcomer = lab.ask();
        assertThat(newcomer.placement().fairRound()).isEqualTo(2);
    }

    @Test
    void oneAuthorMayHaveFiveWaitingAndIsToldSo() {
        Author asker = Lab.author("net-a");
        for (int i = 0; i < 5; i++) {
            lab.ask(asker);
        }
        assertThatThrownBy(() -> lab.ask(asker)).isInstanceOfSatisfying(ParleyException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(refused.detail()).contains("5 prompts waiting in line");
        });
        lab.ask(Lab.author("net-a"));
    }

    @Test
    void whatDecidesNoPlaceAnyMoreIsForgotten() {
        StationData station = lab.station("one", 1);
        for (int i = 0; i < 3; i++) {
            lab.ask();
            lab.match();
            lab.runToTheEnd(lab.open(station).getFirst());
        }
        Author asker = Lab.author("net-a");
        TurnData withdrawn = lab.ask(asker);
        await(prompts.withdraw(withdrawn.promptId(), asker));
        sweeper.sweep();
        long left = postgres.query("SELECT count(*) FROM scheduler_fair_turn WHERE ticket = "
                        + withdrawn.placement().ticket())
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
        assertThat(left).isZero();
    }
}
