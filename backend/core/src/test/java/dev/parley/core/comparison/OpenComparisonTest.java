package dev.parley.core.comparison;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.follow.Followers;
import dev.parley.core.follow.News;
import dev.parley.core.follow.Newsstand;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.withdrawal.Withdrawals;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an open comparison must not tell by its times, its files or its voters. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OpenComparisonTest {
    private static final String COMPARISONS = "/api/v1/comparisons/";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Lab lab;

    @Inject
    Comparisons comparisons;

    @Inject
    Prompts prompts;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    Followers followers;

    @Inject
    Newsstand newsstand;

    @Inject
    Withdrawals withdrawals;

    @Inject
    Pool sql;

    private StationData station;

    @BeforeEach
    void aStation() {
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void noListNoTimeAndNoNewsTellsWhenTheOneGaveWayToTheOther() {
        Author asker = Lab.someone();
        ComparisonData comparison = compare(asker);
        await(followers.follow(comparison.prompt(), asker));
        assertThat(stage(asker)).isEqualTo(News.Stage.WAITING);
        AssignmentData first = lab.lease(prompt(comparison), station);
        lab.advance(first, 1, EpisodeState.RESETTING);
        assertThat(stage(asker)).isEqualTo(News.Stage.RUNNING);
        assertThat(open(EpisodeSearch.open(100))).doesNotContain(first.id());
        assertThat(open(EpisodeSearch.holdingSlots(100))).contains(first.id());
        lab.advance(first, 2, EpisodeState.READY);
        lab.advance(first, 3, EpisodeState.RUNNING);
        lab.advance(first, 4, EpisodeState.FINALIZING);
        lab.advance(first, 5, EpisodeState.TERMINATED);
        await(assignments.release(first.id(), first.fence()));
        // The second has not begun yet.
        assertThat(stage(asker)).isEqualTo(News.Stage.RUNNING);

        AssignmentData second = lease();
        EpisodeData began = await(episodes.find(first.id())).orElseThrow();
        assertThat(await(episodes.find(second.id())).orElseThrow().createdAt()).isEqualTo(began.createdAt());
        record(first, "main.mp4");
        record(second, "main.mp4");
        lab.runToTheEnd(second);
        assertThat(durations()).isEmpty();
        await(comparisons.keep());
        close(comparison);
        assertThat(durations()).hasSize(2);
        assertThat(await(episodes.find(second.id())).orElseThrow().createdAt()).isAfter(began.createdAt());
    }

    @Test
    void whoeverTakesEverythingBackHasVotedAsLongAsItIsOpenAndIsForgottenAfterwards() {
        ComparisonData comparison = ready();
        Author voter = Lab.someone();
        vote(comparison, voter);
        withdrawals.everything(voter).await().atMost(SOON);
        Awaitility.await().atMost(SOON).until(() -> rows(comparison, "cardinality(why) = 0") == 1);

        assertThatThrownBy(() -> vote(comparison, voter))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.COMPARISON_VOTED));
        assertThat(rows(comparison, "true")).isEqualTo(1);

        close(comparison);
        Awaitility.await().atMost(SOON).until(() -> rows(comparison, "author <> '" + voter.id() + "'") == 1);
        assertThat(rows(comparison, "counts AND NOT forget_at_end")).isEqualTo(1);
    }

    @Test
    void replaysAreThoseOfTheCameraForPeopleAndAMissingOneNamesNoEpisode() {
        ComparisonData comparison = compare(Lab.someone());
        AssignmentData first = lab.lease(prompt(comparison), station);
        record(first, "main.mp4");
        lab.runToTheEnd(first);
        AssignmentData second = lease();
        record(second, "wrist.mp4");
        lab.runToTheEnd(second);
        await(comparisons.keep());
        assertThat(state(comparison)).isEqualTo(ComparisonState.WAITING);
        record(second, "main.mp4");
        await(comparisons.keep());
        assertThat(state(comparison)).isEqualTo(ComparisonState.READY);
        String reader = given().post("/api/v1/guests").then().extract().path("token");
        // The store here has never seen the files.
        for (String side : List.of("left", "right")) {
            given().header("X-Parley-Guest", reader)
                    .get(COMPARISONS + comparison.id() + "/" + side + ".mp4")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("recording-unknown"))
                    .body("detail", containsString("Comparison " + comparison.id()))
                    .body("detail", not(containsString(first.id().toString())))
                    .body("detail", not(containsString(second.id().toString())));
        }
    }

    @Test
    void voteAfterItsTimeDoesNotCountWhetherOrNotItWasClosedYet() {
        ComparisonData comparison = ready();
        await(sql.preparedQuery("UPDATE comparison SET closes_at = now() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(comparison.id().value())));
        assertThat(vote(comparison, Lab.someone()).own().orElseThrow().notCounted())
                .contains(NotCounted.AFTER_REVEAL);
    }

    private ComparisonData ready() {
        ComparisonData comparison = compare(Lab.someone());
        AssignmentData first = lab.lease(prompt(comparison), station);
        record(first, "main.mp4");
        lab.runToTheEnd(first);
        AssignmentData second = lease();
        record(second, "main.mp4");
        lab.runToTheEnd(second);
        await(comparisons.keep());
        assertThat(state(comparison)).isEqualTo(ComparisonState.READY);
        return comparison;
    }

    private void close(ComparisonData comparison) {
        await(sql.preparedQuery("UPDATE comparison SET closes_at = now() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(comparison.id().value())));
        await(comparisons.keep());
        assertThat(state(comparison)).isEqualTo(ComparisonState.CLOSED);
    }

    private ComparisonData compare(Author asker) {
        return await(comparisons.submit(
                new ComparisonRequest(Lab.request("put the red cube in the blue bowl"), List.of()), asker));
    }

    private AssignmentData lease() {
        AssignmentData offered = await(assignments.open(station.id())).getFirst();
        return await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30)));
    }

    private void record(AssignmentData assignment, String name) {
        await(episodes.attach(assignment.id(), assignment.fence(), name, "video/mp4", "ab".repeat(32), 1));
    }

    private News.Stage stage(Author asker) {
        return await(newsstand.of(asker)).stream()
                .map(each -> ((News.OfPrompt) each).stage())
                .findFirst()
                .orElseThrow();
    }

    private List<EpisodeId> open(EpisodeSearch search) {
        return await(episodes.search(search)).stream().map(EpisodeData::id).toList();
    }

    private List<Duration> durations() {
        return await(episodes.durations(station.id(), Lab.SCENE, 100));
    }

    private ComparisonState state(ComparisonData comparison) {
        return await(comparisons.find(comparison.id())).orElseThrow().state();
    }

    private PromptData prompt(ComparisonData comparison) {
        return await(prompts.find(comparison.prompt())).orElseThrow();
    }

    private Reveal vote(ComparisonData comparison, Author voter) {
        return await(comparisons.vote(comparison.id(), voter, Ballot.of(Choice.LEFT, List.of("came closer"))));
    }

    private long rows(ComparisonData comparison, String condition) {
        UUID id = comparison.id().value();
        return await(sql.preparedQuery("SELECT count(*) FROM comparison_vote WHERE comparison_id = $1 AND " + condition)
                        .execute(Tuple.of(id)))
                .iterator()
                .next()
                .getLong(0);
    }
}
