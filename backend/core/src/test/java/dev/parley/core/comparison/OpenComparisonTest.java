package dev.parley.core.comparison;

import static dev.parley.core.support.ComparisonRig.COMPARISONS;
import static dev.parley.core.support.ComparisonRig.refused;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.core.withdrawal.Withdrawals;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an open comparison must not tell by its times, its files or its voters. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OpenComparisonTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Lab lab;

    @Inject
    ComparisonRig rig;

    @Inject
    Comparisons comparisons;

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

    private StationData station;

    @BeforeEach
    void aStation() {
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void noListNoTimeAndNoNewsTellsWhenTheOneGaveWayToTheOther() {
        Author asker = Lab.someone();
        ComparisonData comparison = rig.compare(asker);
        await(followers.follow(comparison.prompt(), asker));
        assertThat(stage(asker)).isEqualTo(News.Stage.WAITING);
        AssignmentData first = lab.lease(rig.prompt(comparison), station);
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

        AssignmentData second = rig.leaseNext(station);
        EpisodeData began = await(episodes.find(first.id())).orElseThrow();
        assertThat(await(episodes.find(second.id())).orElseThrow().createdAt()).isEqualTo(began.createdAt());
        rig.record(first, "main.mp4");
        rig.record(second, "main.mp4");
        lab.runToTheEnd(second);
        assertThat(durations()).isEmpty();
        await(comparisons.keep());
        rig.close(comparison);
        assertThat(durations()).hasSize(2);
        assertThat(await(episodes.find(second.id())).orElseThrow().createdAt()).isAfter(began.createdAt());
    }

    @Test
    void whoeverTakesEverythingBackHasVotedAsLongAsItIsOpenAndIsForgottenAfterwards() {
        ComparisonData comparison = rig.ready(station);
        Author voter = Lab.someone();
        rig.vote(comparison, voter, Choice.LEFT);
        withdrawals.everything(voter).await().atMost(SOON);
        Awaitility.await().atMost(SOON).until(() -> rig.votes(comparison, "cardinality(why) = 0") == 1);

        refused(ErrorCode.COMPARISON_VOTED, () -> rig.vote(comparison, voter, Choice.LEFT));
        assertThat(rig.votes(comparison, "true")).isEqualTo(1);

        rig.close(comparison);
        Awaitility.await().atMost(SOON).until(() -> rig.votes(comparison, "author <> '" + voter.id() + "'") == 1);
        assertThat(rig.votes(comparison, "counts AND NOT forget_at_end")).isEqualTo(1);
    }

    @Test
    void replaysAreThoseOfTheCameraForPeopleAndAMissingOneNamesNoEpisode() {
        ComparisonData comparison = rig.compare(Lab.someone());
        AssignmentData first = lab.lease(rig.prompt(comparison), station);
        rig.record(first, "main.mp4");
        lab.runToTheEnd(first);
        AssignmentData second = rig.leaseNext(station);
        rig.record(second, "wrist.mp4");
        lab.runToTheEnd(second);
        await(comparisons.keep());
        assertThat(rig.state(comparison).state()).isEqualTo(ComparisonState.WAITING);
        rig.record(second, "main.mp4");
        await(comparisons.keep());
        assertThat(rig.state(comparison).state()).isEqualTo(ComparisonState.READY);
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
        ComparisonData comparison = rig.ready(station);
        rig.overdue(comparison);
        assertThat(rig.vote(comparison, Lab.someone(), Choice.LEFT)
                        .own()
                        .orElseThrow()
                        .notCounted())
                .contains(NotCounted.AFTER_REVEAL);
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
}
