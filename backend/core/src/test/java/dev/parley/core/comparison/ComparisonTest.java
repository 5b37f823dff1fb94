package dev.parley.core.comparison;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptErasure;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Lab;
import dev.parley.core.transition.Transition;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A comparison's life on a real database: two turns or none, sealed until the vote, votes that count and votes that do not. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComparisonTest {
    private static final String SENTENCE = "put the red cube in the blue bowl";
    private static final Set<String> VISITED = new TreeSet<>();
    private static final String COMPARISONS = "/api/v1/comparisons/";

    @Inject
    Lab lab;

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

    @Inject
    Pool sql;

    private StationData station;

    @BeforeEach
    void aStation() {
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void secondTurnRunsInTheSlotOfTheFirstAndNobodyComesBetween() {
        ComparisonData comparison = compare(List.of());
        PromptData prompt = prompt(comparison);
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

        PromptData other = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData first = lab.lease(prompt, station);
        assertThat(state(comparison).progress()).isEqualTo(ComparisonData.Progress.RUNNING);
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
        assertThat(state(comparison).progress()).isEqualTo(ComparisonData.Progress.RUNNING);
        // Nobody sees when the one ended and the other began.
        assertThat(running()).containsExactly(comparison.id().value());
        assertThat(prompt(comparison).state()).isEqualTo(PromptState.QUEUED);
    }

    @Test
    void untilTheVoteNothingTellsThemApartAndAfterItTheDrawIsTold() throws Exception {
        ComparisonData comparison = compare(List.of());
        Author voter = Lab.someone();
        refused(ErrorCode.VOTE_TOO_EARLY, () -> vote(comparison, voter, Choice.LEFT));
        given().get(COMPARISONS + comparison.id() + "/left.mp4").then().statusCode(404);
        List<EpisodeId> ran = runBoth(comparison);
        assertThat(prompt(comparison).state()).isEqualTo(PromptState.COMPLETED);
        await(comparisons.keep());
        assertThat(state(comparison).state()).isEqualTo(ComparisonState.READY);
        VISITED.add("WAITING READY");

        for (EpisodeId id : ran) {
            EpisodeData episode = await(episodes.find(id)).orElseThrow();
            assertThat(episode.sealedBy()).contains(comparison.id());
            assertThat(episode.policyName()).isEqualTo(EpisodeData.SEALED_POLICY);
            assertThat(episode.policyDigest()).isEqualTo("0".repeat(64));
            assertThat(episode.outcomes()).isEmpty();
            assertThat(episode.endReason()).isEmpty();
            assertThat(episode.steps()).isEmpty();
            assertThat(episode.runningAt()).isEmpty();
            assertThat(episode.endedAt()).isEmpty();
            for (String part : List.of("", "/steps", "/notes", "/recordings/main.mp4", "/poster/main.jpg")) {
                given().get("/api/v1/episodes/" + id + part)
                        .then()
                        .statusCode(409)
                        .body("code", equalTo("comparison-sealed"));
            }
        }
        assertThat(await(episodes.search(EpisodeSearch.newest(100)))).noneMatch(episode -> ran.contains(episode.id()));
        assertThat(prompt(comparison).episodes()).isEmpty();
        assertThat(prompt(comparison).policyName()).isEqualTo(EpisodeData.SEALED_POLICY);
        String asked = given().get("/api/v1/prompts/" + comparison.prompt())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String shown = given().get(COMPARISONS + comparison.id())
                .then()
                .statusCode(200)
                .body("reveal", nullValue())
                .body("commitment", equalTo(comparison.commitment()))
                .extract()
                .asString();
        for (TurnData turn : await(turns.ofPrompt(comparison.prompt()))) {
            assertThat(asked + shown).doesNotContain(turn.policyName(), turn.policyDigest());
        }
        given().get(COMPARISONS + comparison.id() + "/draw").then().statusCode(409);
        assertThat(await(comparisons.reveal(comparison.id(), Optional.of(voter))))
                .isEmpty();
        assertThat(toVoteOn(voter)).contains(comparison.id());

        Reveal reveal = vote(comparison, voter, Choice.LEFT);
        assertThat(sha256(reveal.draw())).isEqualTo(comparison.commitment());
        Reveal.Run first = reveal.leftIsFirst() ? reveal.left() : reveal.right();
        assertThat(reveal.draw())
                .contains("comparison " + comparison.id() + "\n")
                .contains(
                        "first " + first.policy().name() + " " + first.policy().digest() + "\n")
                .contains("left " + (drawnLeft(comparison) ? "first" : "second") + "\n");
        assertThat(first.policy().digest())
                .isEqualTo(
                        await(turns.find(comparison.firstTurn())).orElseThrow().policyDigest());
        assertThat(first.episode()).contains(ran.getFirst().toString());
        assertThat(first.verdicts()).hasSize(1);
        assertThat(reveal.tally().get(Cohort.GUEST)).containsEntry(Choice.LEFT, 1);
        assertThat(toVoteOn(voter)).doesNotContain(comparison.id());
        Row row = row(comparison, voter);
        assertThat(row.getString("won_digest")).isEqualTo(reveal.left().policy().digest());
        assertThat(row.getString("lost_digest"))
                .isEqualTo(reveal.right().policy().digest());
        assertThat(row.getBoolean("counts")).isTrue();
        refused(ErrorCode.COMPARISON_VOTED, () -> vote(comparison, voter, Choice.RIGHT));
        assertThat(await(comparisons.reveal(comparison.id(), Optional.of(voter))))
                .isPresent();
        // Another reader is told nothing by somebody else's vote.
        assertThat(await(comparisons.reveal(comparison.id(), Optional.of(Lab.someone()))))
                .isEmpty();
        Author undecided = Lab.someone();
        vote(comparison, undecided, Choice.TIE);
        assertThat(row(comparison, undecided).getString("won_policy")).isNull();

        await(sql.preparedQuery("UPDATE comparison SET closes_at = now() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(comparison.id().value())));
        await(comparisons.keep());
        assertThat(state(comparison).state()).isEqualTo(ComparisonState.CLOSED);
        VISITED.add("READY CLOSED");
        assertThat(await(episodes.find(ran.getFirst())).orElseThrow().policyName())
                .isEqualTo(first.policy().name());
        assertThat(await(comparisons.reveal(comparison.id(), Optional.empty()))).isPresent();
        given().get(COMPARISONS + comparison.id() + "/draw")
                .then()
                .statusCode(200)
                .body(equalTo(reveal.draw()));
        Author late = Lab.someone();
        assertThat(vote(comparison, late, Choice.BOTH_BAD).own().orElseThrow().notCounted())
                .contains(NotCounted.AFTER_REVEAL);
        assertThat(row(comparison, late).getBoolean("counts")).isFalse();
    }

    @Test
    void chosenPoliciesAreAStratumThatEntersNoRanking() {
        ComparisonData comparison = compare(List.of("tabletop-bc", "scripted-expert"));
        assertThat(comparison.drawnBy()).isEqualTo(DrawnBy.ASKER);
        assertThat(await(turns.ofPrompt(comparison.prompt())).stream().map(TurnData::policyName))
                .containsExactlyInAnyOrder("tabletop-bc", "scripted-expert");
        runBoth(comparison);
        await(comparisons.keep());
        Reveal reveal = vote(comparison, Lab.someone(), Choice.RIGHT);
        assertThat(reveal.own().orElseThrow().notCounted()).contains(NotCounted.CHOSEN_POLICIES);
        assertThat(reveal.pairPropensity()).isEqualTo(1);
        assertThat(reveal.tally()).isEmpty();
        assertThat(reveal.uncounted()).isEqualTo(1);
        refused(ErrorCode.BODY_MALFORMED, () -> compare(List.of("tabletop-bc", "tabletop-bc")));
        refused(ErrorCode.BODY_MALFORMED, () -> compare(List.of("tabletop-bc")));
        refused(ErrorCode.POLICY_UNKNOWN, () -> compare(List.of("tabletop-bc", "nobody")));
        refused(ErrorCode.POLICY_DOES_NOT_FIT, () -> compare(List.of("tabletop-bc", "goal-seeker")));
        refused(ErrorCode.VOTE_MALFORMED, () -> Ballot.of(Choice.LEFT, List.of("pretty")));
        refused(
                ErrorCode.COMPARISON_UNKNOWN,
                () -> await(comparisons.vote(ComparisonId.random(), Lab.someone(), Ballot.of(Choice.LEFT, List.of()))));
    }

    @Test
    void whateverBreaksOneOfTheTwoVoidsBoth() {
        ComparisonData lostFirst = compare(List.of());
        AssignmentData lost = lab.lease(prompt(lostFirst), station);
        await(assignments.lose(lost.id(), lost.fence(), "contact is gone"));
        isVoid(lostFirst, VoidReason.BROKEN_OFF, TurnState.DONE, TurnState.CANCELLED);
        assertThat(await(episodes.find(lost.id())).orElseThrow().sealed()).isFalse();

        ComparisonData faulty = compare(List.of());
        AssignmentData aborted = lab.lease(prompt(faulty), station);
        lab.advance(aborted, 1, EpisodeState.ABORTED);
        await(assignments.release(aborted.id(), aborted.fence()));
        isVoid(faulty, VoidReason.BROKEN_OFF, TurnState.DONE, TurnState.CANCELLED);
        refused(ErrorCode.STATE_CONFLICT, () -> vote(faulty, Lab.someone(), Choice.TIE));

        ComparisonData declined = compare(List.of());
        lab.runToTheEnd(lab.lease(prompt(declined), station));
        AssignmentData next = await(assignments.open(station.id())).getFirst();
        await(assignments.decline(next.id(), next.fence(), "not now"));
        isVoid(declined, VoidReason.BROKEN_OFF, TurnState.DONE, TurnState.CANCELLED);

        ComparisonData lostSecond = compare(List.of());
        lab.runToTheEnd(lab.lease(prompt(lostSecond), station));
        AssignmentData second = await(assignments.open(station.id())).getFirst();
        await(assignments.lease(second.id(), second.fence(), Duration.ofSeconds(30)));
        await(assignments.lose(second.id(), second.fence(), "contact is gone"));
        isVoid(lostSecond, VoidReason.BROKEN_OFF, TurnState.DONE, TurnState.DONE);
    }

    @Test
    void offerOfTheFirstThatComesToNothingLeavesThePairInLine() {
        ComparisonData comparison = compare(List.of());
        AssignmentData offered = lab.offer(prompt(comparison), station);
        await(assignments.decline(offered.id(), offered.fence(), "not now"));
        await(comparisons.keep());
        assertThat(states(comparison)).containsExactly(TurnState.WAITING, TurnState.WAITING);
        assertThat(state(comparison).state()).isEqualTo(ComparisonState.WAITING);
    }

    @Test
    void whatIsTakenBackOrWaitsTooLongIsVoid() {
        Author asker = Lab.someone();
        ComparisonData withdrawn = await(comparisons.submit(request(List.of()), asker));
        await(prompts.withdraw(withdrawn.prompt(), asker));
        isVoid(withdrawn, VoidReason.TAKEN_BACK, TurnState.CANCELLED, TurnState.CANCELLED);

        ComparisonData expired = compare(List.of());
        TurnData first = await(turns.find(expired.firstTurn())).orElseThrow();
        assertThat(await(turns.ofPrompt(expired.prompt())).getLast().expiresAt())
                .isEmpty();
        await(turns.expire(first.expiresAt().orElseThrow()));
        isVoid(expired, VoidReason.EXPIRED, TurnState.EXPIRED, TurnState.CANCELLED);

        ComparisonData erased = await(comparisons.submit(request(List.of()), asker));
        List<EpisodeId> ran = runBoth(erased);
        await(comparisons.keep());
        await(erasure.erase(
                erased.prompt(),
                Optional.of(asker.id()),
                session -> Uni.createFrom().voidItem()));
        await(comparisons.keep());
        assertThat(state(erased).state()).isEqualTo(ComparisonState.VOID);
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
        assertThat(states(comparison)).containsExactly(first, second);
        assertThat(state(comparison).state()).isEqualTo(ComparisonState.VOID);
        assertThat(state(comparison).voidReason()).contains(why);
        assertThat(prompt(comparison).state().terminal()).isTrue();
        VISITED.add("WAITING VOID");
    }

    private List<UUID> running() {
        return await(stations.find(station.id())).orElseThrow().running().stream()
                .map(EpisodeId::value)
                .toList();
    }

    private List<TurnState> states(ComparisonData comparison) {
        return await(turns.ofPrompt(comparison.prompt())).stream()
                .map(TurnData::state)
                .toList();
    }

    private List<EpisodeId> runBoth(ComparisonData comparison) {
        AssignmentData first = lab.lease(prompt(comparison), station);
        run(first);
        AssignmentData second = await(assignments.open(station.id())).getFirst();
        run(await(assignments.lease(second.id(), second.fence(), Duration.ofSeconds(30))));
        return List.of(first.id(), second.id());
    }

    private void run(AssignmentData assignment) {
        await(episodes.attach(assignment.id(), assignment.fence(), "main.mp4", "video/mp4", "ab".repeat(32), 1));
        lab.runToTheEnd(assignment);
    }

    private ComparisonData compare(List<String> policies) {
        return await(comparisons.submit(request(policies), Lab.someone()));
    }

    private static ComparisonRequest request(List<String> policies) {
        return new ComparisonRequest(Lab.request(SENTENCE), policies);
    }

    private Reveal vote(ComparisonData comparison, Author voter, Choice choice) {
        return await(comparisons.vote(comparison.id(), voter, Ballot.of(choice, List.of("came closer"))));
    }

    private List<ComparisonId> toVoteOn(Author voter) {
        return await(comparisons.toVoteOn(Optional.of(voter), 100)).stream()
                .map(ComparisonData::id)
                .toList();
    }

    private ComparisonData state(ComparisonData comparison) {
        return await(comparisons.find(comparison.id())).orElseThrow();
    }

    private PromptData prompt(ComparisonData comparison) {
        return await(prompts.find(comparison.prompt())).orElseThrow();
    }

    private boolean drawnLeft(ComparisonData comparison) {
        return await(sql.preparedQuery("SELECT left_is_first FROM comparison WHERE id = $1")
                        .execute(Tuple.of(comparison.id().value())))
                .iterator()
                .next()
                .getBoolean(0);
    }

    private Row row(ComparisonData comparison, Author voter) {
        return await(sql.preparedQuery("SELECT * FROM comparison_vote WHERE comparison_id = $1 AND author = $2")
                        .execute(Tuple.of(comparison.id().value(), voter.id().value())))
                .iterator()
                .next();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
