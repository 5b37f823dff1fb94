package dev.parley.core.comparison;

import static dev.parley.core.support.ComparisonRig.COMPARISONS;
import static dev.parley.core.support.ComparisonRig.refused;
import static dev.parley.core.support.ComparisonRig.sha256;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody is told before they have voted, and what everybody is told after: the draw that was committed to. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class SealedUntilVoteTest {
    @Inject
    Lab lab;

    @Inject
    ComparisonRig rig;

    @Inject
    Comparisons comparisons;

    @Inject
    Turns turns;

    @Inject
    Episodes episodes;

    private StationData station;

    @BeforeEach
    void aStation() {
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void untilTheVoteNothingTellsThemApartAndAfterItTheDrawIsTold() {
        ComparisonData comparison = rig.compare(Lab.someone());
        Author voter = Lab.someone();
        refused(ErrorCode.VOTE_TOO_EARLY, () -> rig.vote(comparison, voter, Choice.LEFT));
        given().get(COMPARISONS + comparison.id() + "/left.mp4").then().statusCode(404);
        List<EpisodeId> ran = rig.runBoth(comparison, station);
        assertThat(rig.prompt(comparison).state()).isEqualTo(PromptState.COMPLETED);
        await(comparisons.keep());
        assertThat(rig.state(comparison).state()).isEqualTo(ComparisonState.READY);

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
        assertThat(rig.prompt(comparison).episodes()).isEmpty();
        assertThat(rig.prompt(comparison).policyName()).isEqualTo(EpisodeData.SEALED_POLICY);
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

        Reveal reveal = rig.vote(comparison, voter, Choice.LEFT);
        assertThat(sha256(reveal.draw().getBytes(UTF_8))).isEqualTo(comparison.commitment());
        Reveal.Run first = reveal.leftIsFirst() ? reveal.left() : reveal.right();
        assertThat(reveal.draw())
                .contains("comparison " + comparison.id() + "\n")
                .contains(
                        "first " + first.policy().name() + " " + first.policy().digest() + "\n")
                .contains("left " + (rig.row(comparison).getBoolean("left_is_first") ? "first" : "second") + "\n");
        assertThat(first.policy().digest())
                .isEqualTo(
                        await(turns.find(comparison.firstTurn())).orElseThrow().policyDigest());
        assertThat(first.episode()).contains(ran.getFirst().toString());
        assertThat(first.verdicts()).hasSize(1);
        assertThat(reveal.tally().get(Cohort.GUEST)).containsEntry(Choice.LEFT, 1);
        assertThat(toVoteOn(voter)).doesNotContain(comparison.id());
        Row row = rig.voteRow(comparison, voter);
        assertThat(row.getString("won_digest")).isEqualTo(reveal.left().policy().digest());
        assertThat(row.getString("lost_digest"))
                .isEqualTo(reveal.right().policy().digest());
        assertThat(row.getBoolean("counts")).isTrue();
        refused(ErrorCode.COMPARISON_VOTED, () -> rig.vote(comparison, voter, Choice.RIGHT));
        assertThat(await(comparisons.reveal(comparison.id(), Optional.of(voter))))
                .isPresent();
        // Another reader is told nothing by somebody else's vote.
        assertThat(await(comparisons.reveal(comparison.id(), Optional.of(Lab.someone()))))
                .isEmpty();
        Author undecided = Lab.someone();
        rig.vote(comparison, undecided, Choice.TIE);
        assertThat(rig.voteRow(comparison, undecided).getString("won_policy")).isNull();

        rig.close(comparison);
        assertThat(rig.state(comparison).state()).isEqualTo(ComparisonState.CLOSED);
        assertThat(await(episodes.find(ran.getFirst())).orElseThrow().policyName())
                .isEqualTo(first.policy().name());
        assertThat(await(comparisons.reveal(comparison.id(), Optional.empty()))).isPresent();
        given().get(COMPARISONS + comparison.id() + "/draw")
                .then()
                .statusCode(200)
                .body(equalTo(reveal.draw()));
        Author late = Lab.someone();
        assertThat(rig.vote(comparison, late, Choice.BOTH_BAD)
                        .own()
                        .orElseThrow()
                        .notCounted())
                .contains(NotCounted.AFTER_REVEAL);
        assertThat(rig.voteRow(comparison, late).getBoolean("counts")).isFalse();
    }

    private List<ComparisonId> toVoteOn(Author voter) {
        return await(comparisons.toVoteOn(Optional.of(voter), 100)).stream()
                .map(ComparisonData::id)
                .toList();
    }
}
