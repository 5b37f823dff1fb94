package dev.parley.core.comparison;

import static dev.parley.core.support.ComparisonRig.refused;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptErasure;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.core.transition.Transition;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A comparison's life on a real database: two turns or none, ready when both ran, void when one of them did not. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComparisonTest {
    private static final Set<String> VISITED = new TreeSet<>();

    @Inject
    Lab lab;

    @Inject
    ComparisonRig rig;

    @Inject
    Comparisons comparisons;

    @Inject
    Prompts prompts;

    @Inject
    PromptErasure erasure;

    @Inject
    Turns turns;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    Stations stations;

    private StationData station;

    @BeforeEach
    void aStation() {
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void secondTurnRunsInTheSlotOfTheFirstAndNobodyComesBetween() {
        ComparisonData comparison = rig.compare(Lab.someone());
        PromptData prompt = rig.prompt(comparison);
        TurnData second = prompt.turns().getLast();
        assertThat(prompt.turns()).hasSize(2);
        assertThat(second.pair().orElseThrow().follows()).contains(comparison.firstTurn());
        assertThat(prompt.turns().getFirst().seed()).isEqualTo(second.seed());
        assertThat(prompt.turns().getFirst().policyDigest()).isNotEqualTo(second.policyDigest());
        assertThat(prompt.turns().getFirst().pair().orElseThrow().otherDigest()).isEqualTo(second.policyDigest());
        assertThat(await(turns.waiting()).stream().map(TurnData::id))
                .contains(comparison.firstTurn())
                .doesNotContain(second.id());
        assertThat(await(assignments.offer(second.id(), station.id(), 1, Duration.ofSeconds(30))))
                .isEmpty();

        PromptData other = lab.ask(Lab.someone(), ComparisonRig.SENTENCE);
        AssignmentData first = lab.lease(prompt, station);
        assertThat(rig.state(comparison).progress()).isEqualTo(ComparisonData.Progress.RUNNING);
        assertThat(running()).containsExactly(comparison.id().value());
        lab.runToTheEnd(first);
        AssignmentData next = await(assignments.open(station.id())).getFirst();
        assertThat(next.state()).isEqualTo(AssignmentState.OFFERED);
        assertThat(next.turn().id()).isEqualTo(second.id());
        assertThat(next.slot()).isEqualTo(first.slot());
        assertThat(next.fence().value()).isGreaterThan(first.fence().value());
        // PostgreSQL keeps microseconds, and rounds each time by itself.
        assertThat(Duration.between(next.offeredAt(), next.acceptBy()))
                .isCloseTo(Duration.ofSeconds(30), Duration.ofNanos(2_000));
        assertThat(await(assignments.offer(
                        other.turns().getFirst().id(), station.id(), first.slot(), Duration.ofSeconds(30))))
                .isEmpty();
        assertThat(rig.state(comparison).progress()).isEqualTo(ComparisonData.Progress.RUNNING);
        // Nobody sees when the one ended and the other began.
        assertThat(running()).containsExactly(comparison.id().value());
        assertThat(rig.prompt(comparison).state()).isEqualTo(PromptState.QUEUED);
    }

    @Test
    void isReadyWhenBothRanAndClosedWhenItsTimeIsOver() {
        ComparisonData comparison = rig.compare(Lab.someone());
        rig.runBoth(comparison, station);
        assertThat(rig.prompt(comparison).state()).isEqualTo(PromptState.COMPLETED);
        await(comparisons.keep());
        assertThat(rig.state(comparison).state()).isEqualTo(ComparisonState.READY);
        VISITED.add("WAITING READY");
        rig.close(comparison);
        assertThat(rig.state(comparison).state()).isEqualTo(ComparisonState.CLOSED);
        VISITED.add("READY CLOSED");
    }

    @Test
    void whateverBreaksOneOfTheTwoVoidsBoth() {
        ComparisonData lostFirst = rig.compare(Lab.someone());
        AssignmentData lost = lab.lease(rig.prompt(lostFirst), station);
        await(assignments.lose(lost.id(), lost.fence(), "contact is gone"));
        isVoid(lostFirst, VoidReason.BROKEN_OFF, TurnState.DONE, TurnState.CANCELLED);
        assertThat(await(episodes.find(lost.id())).orElseThrow().sealed()).isFalse();

        ComparisonData faulty = rig.compare(Lab.someone());
        AssignmentData aborted = lab.lease(rig.prompt(faulty), station);
        lab.advance(aborted, 1, EpisodeState.ABORTED);
        await(assignments.release(aborted.id(), aborted.fence()));
        isVoid(faulty, VoidReason.BROKEN_OFF, TurnState.DONE, TurnState.CANCELLED);
        refused(ErrorCode.STATE_CONFLICT, () -> rig.vote(faulty, Lab.someone(), Choice.TIE));

        ComparisonData declined = rig.compare(Lab.someone());
        lab.runToTheEnd(lab.lease(rig.prompt(declined), station));
        AssignmentData next = await(assignments.open(station.id())).getFirst();
        await(assignments.decline(next.id(), next.fence(), "not now"));
        isVoid(declined, VoidReason.BROKEN_OFF, TurnState.DONE, TurnState.CANCELLED);

        ComparisonData lostSecond = rig.compare(Lab.someone());
        lab.runToTheEnd(lab.lease(rig.prompt(lostSecond), station));
        AssignmentData second = await(assignments.open(station.id())).getFirst();
        await(assignments.lease(second.id(), second.fence(), Duration.ofSeconds(30)));
        await(assignments.lose(second.id(), second.fence(), "contact is gone"));
        isVoid(lostSecond, VoidReason.BROKEN_OFF, TurnState.DONE, TurnState.DONE);
    }

    @Test
    void offerOfTheFirstThatComesToNothingLeavesThePairInLine() {
        ComparisonData comparison = rig.compare(Lab.someone());
        AssignmentData offered = lab.offer(rig.prompt(comparison), station);
        await(assignments.decline(offered.id(), offered.fence(), "not now"));
        await(comparisons.keep());
        assertThat(rig.turnStates(comparison)).containsExactly(TurnState.WAITING, TurnState.WAITING);
        assertThat(rig.state(comparison).state()).isEqualTo(ComparisonState.WAITING);
    }

    @Test
    void whatIsTakenBackOrWaitsTooLongIsVoid() {
        Author asker = Lab.someone();
        ComparisonData withdrawn = rig.compare(asker);
        await(prompts.withdraw(withdrawn.prompt(), asker));
        isVoid(withdrawn, VoidReason.TAKEN_BACK, TurnState.CANCELLED, TurnState.CANCELLED);

        ComparisonData expired = rig.compare(Lab.someone());
        TurnData first = await(turns.find(expired.firstTurn())).orElseThrow();
        assertThat(await(turns.ofPrompt(expired.prompt())).getLast().expiresAt())
                .isEmpty();
        await(turns.expire(first.expiresAt().orElseThrow()));
        isVoid(expired, VoidReason.EXPIRED, TurnState.EXPIRED, TurnState.CANCELLED);

        ComparisonData erased = rig.compare(asker);
        List<EpisodeId> ran = rig.runBoth(erased, station);
        await(comparisons.keep());
        await(erasure.erase(
                erased.prompt(),
                Optional.of(asker.id()),
                session -> Uni.createFrom().voidItem()));
        await(comparisons.keep());
        assertThat(rig.state(erased).state()).isEqualTo(ComparisonState.VOID);
        VISITED.add("READY VOID");
        given().get("/api/v1/episodes/" + ran.getFirst()).then().statusCode(410);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyDeclaredTransitionWasVisited() {
        assertThat(VISITED)
                .isEqualTo(new TreeSet<>(ComparisonTransitions.TABLE.transitions().stream()
                        .map((Transition<ComparisonState> each) -> each.from() + " " + each.to())
                        .toList()));
    }

    private void isVoid(ComparisonData comparison, VoidReason why, TurnState first, TurnState second) {
        await(comparisons.keep());
        await(comparisons.keep());
        assertThat(rig.turnStates(comparison)).containsExactly(first, second);
        assertThat(rig.state(comparison).state()).isEqualTo(ComparisonState.VOID);
        assertThat(rig.state(comparison).voidReason()).contains(why);
        assertThat(rig.prompt(comparison).state().terminal()).isTrue();
        VISITED.add("WAITING VOID");
    }

    private List<UUID> running() {
        return await(stations.find(station.id())).orElseThrow().running().stream()
                .map(EpisodeId::value)
                .toList();
    }
}
