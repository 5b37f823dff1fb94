package dev.parley.core.chain;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.AssignmentTables;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.console.Console;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.EpisodeTables;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptErasure;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.PromptScreening;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.PromptTables;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.prompt.Rejection;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Lab;
import dev.parley.core.transition.TransitionTable;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.TurnTables;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Every declared change of state happens here, on a real database; the last test fails if one was left out. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TransitionsTest {
    private static final String SENTENCE = "put the red cube in the blue bowl";
    private static final Duration SHORT = Duration.ofSeconds(30);

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Turns turns;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    Console console;

    @Inject
    Accounts accounts;

    @Inject
    PromptScreening screening;

    @Inject
    PromptErasure erasure;

    @Inject
    Pool sql;

    @BeforeEach
    void sceneIsAnnounced() {
        lab.station(StationKind.SIMULATOR);
    }

    @Test
    void onlyOneOfTwoOffersForASlotWins() {
        StationData station = lab.station(StationKind.SIMULATOR);
        PromptData one = lab.ask(Lab.someone(), SENTENCE);
        PromptData two = lab.ask(Lab.someone(), SENTENCE);
        List<Optional<AssignmentData>> offers = await(Uni.join()
                .all(
                        assignments.offer(one.turns().getFirst().id(), station.id(), 0, SHORT),
                        assignments.offer(two.turns().getFirst().id(), station.id(), 0, SHORT))
                .andFailFast());
        assertThat(offers.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(List.of(turn(one).state(), turn(two).state()))
                .containsExactlyInAnyOrder(TurnState.WAITING, TurnState.ASSIGNED);
    }

    @Test
    void onlyOneOfTwoOffersForATurnWins() {
        StationData station = lab.station(StationKind.SIMULATOR);
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        List<Optional<AssignmentData>> offers = await(Uni.join()
                .all(
                        assignments.offer(prompt.turns().getFirst().id(), station.id(), 0, SHORT),
                        assignments.offer(prompt.turns().getFirst().id(), station.id(), 1, SHORT))
                .andFailFast());
        assertThat(offers.stream().filter(Optional::isPresent)).hasSize(1);
    }

    @Test
    void proposedAssignmentIsStartedRefusedForgottenOrTakenBack() {
        StationData station = lab.station(StationKind.REHEARSAL);
        Actor ada = new Actor(Optional.of(accounts.created().person().id()), "Ada", "OPERATOR", "");
        await(console.setRule(station.id(), Optional.of(ConsoleRule.READ_EACH), ada, "for a test"));
        await(console.signOn(station.id(), ada));

        AssignmentData refused = lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        await(console.refuse(station.id(), shown(station), true, ada, "the table is wet"));
        assertThat(await(assignments.find(refused.id())).orElseThrow().state()).isEqualTo(AssignmentState.DECLINED);

        AssignmentData revoked = lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        await(assignments.lose(revoked.id(), revoked.fence(), "for a test"));
        assertThat(await(assignments.find(revoked.id())).orElseThrow().state()).isEqualTo(AssignmentState.REVOKED);

        AssignmentData started = lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        await(console.approve(station.id(), shown(station), ada));
        await(console.start(station.id(), shown(station), ada));
        assertThat(await(assignments.find(started.id())).orElseThrow().state()).isEqualTo(AssignmentState.OFFERED);
        await(assignments.decline(started.id(), started.fence(), "its gripper is being cleaned"));

        AssignmentData forgotten = lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        await(sql.preparedQuery("UPDATE assignment SET accept_by = clock_timestamp() WHERE id = $1")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(forgotten.id().value())));
        await(assignments.sweep());
        assertThat(await(assignments.find(forgotten.id())).orElseThrow().state())
                .isEqualTo(AssignmentState.EXPIRED);
    }

    private UUID shown(StationData station) {
        return await(console.look(station.id())).asks().getFirst().id();
    }

    @Test
    void declinedOfferReturnsTurnToQueueWithTheNote() {
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData offered = lab.offer(prompt, lab.station(StationKind.SIMULATOR));
        await(assignments.decline(offered.id(), offered.fence(), "its gripper is being cleaned"));
        assertThat(turn(prompt).state()).isEqualTo(TurnState.WAITING);
        assertThat(turn(prompt).waitNote()).contains("its gripper is being cleaned");
        assertThat(turn(prompt).attempts()).isZero();
    }

    @Test
    void offerThatNobodyAnswersExpires() {
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        StationData station = lab.station(StationKind.SIMULATOR);
        AssignmentData offered = await(
                        assignments.offer(prompt.turns().getFirst().id(), station.id(), 0, Duration.ZERO))
                .orElseThrow();
        await(assignments.sweep());
        assertThat(await(assignments.find(offered.id())).orElseThrow().state()).isEqualTo(AssignmentState.EXPIRED);
        assertThat(turn(prompt).state()).isEqualTo(TurnState.WAITING);
        refused(ErrorCode.STATE_CONFLICT, () -> await(assignments.lease(offered.id(), offered.fence(), SHORT)));
    }

    @Test
    void expiredLeaseReturnsTurnToQueueUnderANewFence() {
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        StationData station = lab.station(StationKind.SIMULATOR);
        AssignmentData offered = lab.offer(prompt, station);
        AssignmentData leased = await(assignments.lease(offered.id(), offered.fence(), Duration.ZERO));
        await(assignments.sweep());
        EpisodeData lost = episode(leased);
        assertThat(lost.state()).isEqualTo(EpisodeState.LOST);
        assertThat(lost.endReason()).contains(EndReason.CONTACT_LOST);
        assertThat(turn(prompt).state()).isEqualTo(TurnState.WAITING);
        assertThat(turn(prompt).attempts()).isEqualTo(1);
        AssignmentData again = lab.lease(prompt, station);
        assertThat(again.fence()).isGreaterThan(leased.fence());
        assertThat(episode(again).attempt()).isEqualTo(2);
        refused(ErrorCode.STATE_CONFLICT, () -> lab.advance(leased, 1, EpisodeState.RESETTING));
    }

    @Test
    void renewedLeaseSurvivesTheSweep() {
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData offered = lab.offer(prompt, lab.station(StationKind.SIMULATOR));
        AssignmentData leased = await(assignments.lease(offered.id(), offered.fence(), Duration.ZERO));
        Fence wrong = new Fence(leased.fence().value() + 1000);
        assertThat(await(assignments.renew(List.of(
                        new Assignments.LeaseRenewal(leased.id(), leased.fence(), SHORT),
                        new Assignments.LeaseRenewal(EpisodeId.random(), wrong, SHORT)))))
                .containsExactly(leased.id());
        assertThat(await(assignments.renew(List.of(new Assignments.LeaseRenewal(leased.id(), wrong, SHORT)))))
                .isEmpty();
        await(assignments.sweep());
        assertThat(episode(leased).state()).isEqualTo(EpisodeState.CREATED);
    }

    @Test
    void simulatorIsTriedThreeTimesAndNoMore() {
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        StationData station = lab.station(StationKind.SIMULATOR);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(turn(prompt).state()).isEqualTo(TurnState.WAITING);
            AssignmentData leased = lab.lease(prompt, station);
            await(assignments.lose(leased.id(), leased.fence(), "the worker was killed"));
        }
        assertThat(turn(prompt).state()).isEqualTo(TurnState.DONE);
        assertThat(prompt(prompt).state()).isEqualTo(PromptState.COMPLETED);
    }

    @Test
    void realRobotThatRanIsNeverTriedAgain() {
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData leased = lab.lease(prompt, lab.station(StationKind.REAL_ROBOT));
        lab.advance(leased, 1, EpisodeState.RESETTING);
        lab.advance(leased, 2, EpisodeState.READY);
        lab.advance(leased, 3, EpisodeState.RUNNING);
        await(assignments.lose(leased.id(), leased.fence(), "contact is gone"));
        assertThat(turn(prompt).state()).isEqualTo(TurnState.DONE);
    }

    @Test
    void reportThatCameBeforeContactWasLostCounts() {
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData leased = lab.lease(prompt, lab.station(StationKind.SIMULATOR));
        lab.advance(leased, 1, EpisodeState.ABORTED);
        await(assignments.lose(leased.id(), leased.fence(), "contact is gone"));
        assertThat(episode(leased).endReason()).contains(EndReason.STATION_FAULT);
        assertThat(turn(prompt).state()).isEqualTo(TurnState.DONE);
    }

    @Test
    void whatModerationRefusesIsStoredWithItsReasonAndNeverWaits() {
        PromptData refused = lab.ask(Lab.someone(), "kill the person at the table");
        PromptData found = await(prompts.find(refused.id())).orElseThrow();
        assertThat(found.state()).isEqualTo(PromptState.REJECTED);
        assertThat(found.turns()).isEmpty();
        assertThat(found.rejection()).hasValueSatisfying(why -> {
            assertThat(why.reason()).isEqualTo(Rejection.Reason.HARM);
            assertThat(why.sentence()).contains("hurt a person");
        });
    }

    @Test
    void personalDataIsNeverStored() {
        PromptData refused = lab.ask(Lab.someone(), "send the cube to jane.doe@example.org");
        assertThat(await(prompts.find(refused.id())).orElseThrow().instruction())
                .contains("send the cube to [left out]");
    }

    @Test
    void manyAtOnceAreAllStoredAndARefusedOneSpoilsNothing() {
        List<Uni<PromptData>> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            asked.add(prompts.submit(Lab.request("push the red cube, number " + i), Lab.someone()));
        }
        PromptData marker = lab.ask(Lab.someone(), SENTENCE);
        PromptRequest unknown = new PromptRequest(
                Optional.of(SENTENCE),
                Optional.empty(),
                Optional.of("no-such-scene"),
                Optional.empty(),
                OptionalLong.empty());
        asked.add(
                20,
                prompts.submit(unknown, Lab.someone())
                        .onFailure(ParleyException.class)
                        .recoverWithItem(failure -> marker));
        List<PromptData> all = await(Uni.join().all(asked).andFailFast());
        assertThat(all.get(20)).isSameAs(marker);
        assertThat(all.stream().filter(each -> each != marker))
                .hasSize(40)
                .allSatisfy(each -> assertThat(
                                await(prompts.find(each.id())).orElseThrow().state())
                        .isEqualTo(PromptState.QUEUED));
    }

    @Test
    void withdrawnWhileWaitingOrOfferedNeverRuns() {
        var asker = Lab.someone();
        PromptData waiting = lab.ask(asker, SENTENCE);
        await(prompts.withdraw(waiting.id(), asker));
        assertThat(turn(waiting).state()).isEqualTo(TurnState.CANCELLED);

        PromptData offered = lab.ask(asker, SENTENCE);
        AssignmentData offer = lab.offer(offered, lab.station(StationKind.SIMULATOR));
        await(prompts.withdraw(offered.id(), asker));
        assertThat(turn(offered).state()).isEqualTo(TurnState.CANCELLED);
        refused(ErrorCode.STATE_CONFLICT, () -> await(assignments.lease(offer.id(), offer.fence(), SHORT)));

        PromptData running = lab.ask(asker, SENTENCE);
        AssignmentData lease = lab.lease(running, lab.station(StationKind.SIMULATOR));
        await(prompts.withdraw(running.id(), asker));
        await(assignments.lose(lease.id(), lease.fence(), "contact is gone"));
        assertThat(turn(running).state()).isEqualTo(TurnState.CANCELLED);
        refused(ErrorCode.PROMPT_ENDED, () -> await(prompts.withdraw(running.id(), asker)));
        refused(ErrorCode.NOT_YOURS, () -> await(prompts.withdraw(running.id(), Lab.someone())));
    }

    @Test
    void turnThatWaitedTooLongExpires() {
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        assertThat(await(turns.expire(Instant.now()))).isZero();
        await(turns.expire(turn(prompt).expiresAt().orElseThrow()));
        assertThat(turn(prompt).state()).isEqualTo(TurnState.EXPIRED);
        assertThat(prompt(prompt).state()).isEqualTo(PromptState.COMPLETED);
    }

    @Test
    void episodeGoesEveryAllowedWay() {
        walk(
                EpisodeState.RESETTING,
                EpisodeState.READY,
                EpisodeState.RUNNING,
                EpisodeState.HOLDING,
                EpisodeState.RUNNING,
                EpisodeState.FINALIZING,
                EpisodeState.TERMINATED);
        walk(
                EpisodeState.RESETTING,
                EpisodeState.READY,
                EpisodeState.RUNNING,
                EpisodeState.HOLDING,
                EpisodeState.FINALIZING,
                EpisodeState.TRUNCATED);
        List<EpisodeState> way = List.of(
                EpisodeState.RESETTING,
                EpisodeState.READY,
                EpisodeState.RUNNING,
                EpisodeState.HOLDING,
                EpisodeState.FINALIZING);
        for (int steps = 0; steps <= way.size(); steps++) {
            AssignmentData aborted = walk(way.subList(0, steps).toArray(EpisodeState[]::new));
            lab.advance(aborted, 100, EpisodeState.ABORTED);
            AssignmentData lost = walk(way.subList(0, steps).toArray(EpisodeState[]::new));
            await(assignments.lose(lost.id(), lost.fence(), "contact is gone"));
        }
    }

    @Test
    void forbiddenStepsAndStaleFencesAreRefusedAndRepeatsIgnored() {
        AssignmentData leased = walk(EpisodeState.RESETTING);
        refused(ErrorCode.STATE_CONFLICT, () -> lab.advance(leased, 5, EpisodeState.RUNNING));
        refused(ErrorCode.STATE_CONFLICT, () -> lab.advance(leased, 5, EpisodeState.LOST));
        refused(ErrorCode.STATE_CONFLICT, () -> await(assignments.release(leased.id(), leased.fence())));
        Fence stale = new Fence(leased.fence().value() + 1);
        refused(
                ErrorCode.STALE_FENCE,
                () -> await(episodes.advance(leased.id(), stale, 5, Lab.report(EpisodeState.READY))));
        refused(ErrorCode.STALE_FENCE, () -> await(assignments.lose(leased.id(), stale, "")));
        refused(
                ErrorCode.STALE_FENCE,
                () -> await(episodes.attach(leased.id(), stale, "main.mp4", "video/mp4", "ab".repeat(32), 1)));
        refused(
                ErrorCode.EPISODE_UNKNOWN,
                () -> await(episodes.advance(EpisodeId.random(), stale, 1, Lab.report(EpisodeState.READY))));
        assertThat(lab.advance(leased, 1, EpisodeState.ABORTED).state()).isEqualTo(EpisodeState.RESETTING);
        await(episodes.attach(leased.id(), leased.fence(), "main.mp4", "video/mp4", "ab".repeat(32), 7));
        assertThat(episode(leased).recordings())
                .extracting(EpisodeData.Recording::camera)
                .containsExactly("main");
    }

    @Test
    void queueIsRebuiltFromTheDatabaseInTheOrderOfPlaces() {
        PromptData first = lab.ask(Lab.someone(), SENTENCE);
        PromptData second = lab.ask(Lab.someone(), SENTENCE);
        List<TurnData> waiting = await(turns.waiting());
        assertThat(waiting)
                .extracting(TurnData::id)
                .containsSubsequence(
                        first.turns().getFirst().id(), second.turns().getFirst().id());
    }

    @Test
    void endCountsAlsoWhenNothingWasHeardOfWhatLedToIt() {
        StationData station = lab.station(StationKind.SIMULATOR);
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData leased = lab.lease(prompt, station);

        EpisodeData ended = lab.advance(leased, 9, EpisodeState.TERMINATED);

        assertThat(ended.state()).isEqualTo(EpisodeState.TERMINATED);
        Lab.await(assignments.release(leased.id(), leased.fence()));
        assertThat(Lab.await(prompts.find(prompt.id())).orElseThrow().state()).isEqualTo(PromptState.COMPLETED);
    }

    @Test
    void heldTurnComesBackToItsPlaceAndIsNotOfferedMeanwhile() {
        StationData station = lab.station(StationKind.SIMULATOR);
        PromptData prompt = unseen();
        assertThat(await(screening.hold(prompt.id(), session -> nothing()))).isTrue();
        assertThat(turn(prompt).state()).isEqualTo(TurnState.HELD);
        assertThat(await(assignments.offer(turn(prompt).id(), station.id(), 0, SHORT)))
                .isEmpty();
        assertThat(await(turns.waiting()))
                .extracting(TurnData::id)
                .doesNotContain(turn(prompt).id());

        assertThat(await(screening.release(prompt.id(), session -> nothing()))).isTrue();

        assertThat(turn(prompt).state()).isEqualTo(TurnState.WAITING);
        assertThat(turn(prompt).placement()).isEqualTo(prompt.turns().getFirst().placement());
        assertThat(await(assignments.offer(turn(prompt).id(), station.id(), 0, SHORT)))
                .isPresent();
    }

    @Test
    void promptThatIsRefusedLaterLeavesTheLineWhereverItIs() {
        Rejection why = new Rejection(Rejection.Reason.PERSON, "no", SENTENCE);
        PromptData held = unseen();
        await(screening.hold(held.id(), session -> nothing()));
        PromptData offered = unseen();
        AssignmentData offer = lab.offer(offered, lab.station(StationKind.SIMULATOR));
        PromptData ran = unseen();
        lab.runToTheEnd(lab.lease(ran, lab.station(StationKind.SIMULATOR)));
        for (PromptData each : List.of(held, offered, ran)) {
            assertThat(await(screening.refuse(each.id(), why, session -> nothing())))
                    .isTrue();
            assertThat(prompt(each).state()).isEqualTo(PromptState.REJECTED);
            assertThat(prompt(each).rejection()).contains(why);
            assertThat(turn(each).state().terminal()).isTrue();
        }
        refused(
                ErrorCode.STATE_CONFLICT,
                () -> await(assignments.lease(offer.id(), offer.fence(), Duration.ofSeconds(30))));
        assertThat(prompt(ran).episodes().getFirst().withdrawnAt()).isPresent();
        assertThat(await(screening.refuse(ran.id(), why, session -> nothing())))
                .as("once is enough")
                .isFalse();
    }

    @Test
    void heldTurnThatNobodyLooksAtExpires() {
        PromptData prompt = unseen();
        await(screening.hold(prompt.id(), session -> nothing()));
        await(turns.expire(Instant.now().plus(Duration.ofDays(2))));
        assertThat(turn(prompt).state()).isEqualTo(TurnState.EXPIRED);
        assertThat(prompt(prompt).state()).isEqualTo(PromptState.COMPLETED);
    }

    @Test
    void everyPromptCanBeTakenBackByWhoeverAskedAndNobodyElse() {
        PromptData waits = lab.ask(Lab.someone(), SENTENCE);
        PromptData ran = lab.ask(Lab.someone(), SENTENCE);
        lab.runToTheEnd(lab.lease(ran, lab.station(StationKind.SIMULATOR)));
        PromptData rejected = lab.ask(Lab.someone(), "hit the nearest person");
        for (PromptData each : List.of(waits, ran, rejected)) {
            refused(
                    ErrorCode.NOT_YOURS,
                    () -> await(
                            erasure.erase(each.id(), Optional.of(Lab.someone().id()), session -> nothing())));
            await(erasure.erase(each.id(), Optional.of(each.author()), session -> nothing()));
            await(erasure.erase(each.id(), Optional.of(each.author()), session -> nothing()));
            assertThat(prompt(each).state()).isEqualTo(PromptState.ERASED);
        }
        assertThat(turn(waits).state()).isEqualTo(TurnState.CANCELLED);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyDeclaredTransitionWasVisited() {
        assertVisited("PROMPT", PromptTables.TABLE);
        assertVisited("TURN", TurnTables.TABLE);
        assertVisited("ASSIGNMENT", AssignmentTables.TABLE);
        assertVisited("EPISODE", EpisodeTables.TABLE);
    }

    /** Each change writes from and to into its event, in the same transaction: the outbox is the record of visits. */
    private <S extends Enum<S>> void assertVisited(String aggregate, TransitionTable<S> table) {
        TreeSet<String> visited = new TreeSet<>();
        sql.preparedQuery("SELECT DISTINCT payload::jsonb ->> 'from', payload::jsonb ->> 'to' FROM event_outbox"
                        + " WHERE aggregate = $1 AND payload::jsonb ->> 'from' <> ''"
                        // What is said beside a turn is told of as well, and changes no state.
                        + " AND payload::jsonb ->> 'from' <> payload::jsonb ->> 'to'")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(aggregate))
                .await()
                .atMost(Duration.ofSeconds(60))
                .forEach(row -> visited.add(row.getString(0) + " → " + row.getString(1)));
        TreeSet<String> declared = new TreeSet<>();
        table.transitions().forEach(transition -> declared.add(transition.from() + " → " + transition.to()));
        assertThat(visited).isEqualTo(declared);
    }

    /** As if the second look were still to come. */
    private PromptData unseen() {
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        await(sql.preparedQuery("UPDATE prompt SET screening = 'PENDING' WHERE id = $1")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(prompt.id().value())));
        return prompt;
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private AssignmentData walk(EpisodeState... way) {
        AssignmentData leased = lab.lease(lab.ask(Lab.someone(), SENTENCE), lab.station(StationKind.SIMULATOR));
        long sequence = 1;
        for (EpisodeState state : way) {
            lab.advance(leased, sequence++, state);
        }
        return leased;
    }

    private TurnData turn(PromptData prompt) {
        return await(turns.find(prompt.turns().getFirst().id())).orElseThrow();
    }

    private PromptData prompt(PromptData prompt) {
        return await(prompts.find(prompt.id())).orElseThrow();
    }

    private EpisodeData episode(AssignmentData assignment) {
        return await(episodes.find(assignment.id())).orElseThrow();
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ParleyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
