package dev.parley.core.rest;

import static dev.parley.core.rest.RestCalls.problem;
import static dev.parley.core.rest.RestCalls.token;
import static dev.parley.core.rest.RestCalls.url;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.vote.Vote;
import dev.parley.core.vote.Votes;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class VoteRestTest {
    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Votes votes;

    @Inject
    Episodes episodes;

    @Inject
    Pool sql;

    @Test
    void votesComeAfterTheEndReplaceEachOtherAndAreAudited() {
        AssignmentData assignment = leased();
        String asker = token();
        String yes = "{\"success\": \"yes\", \"progress\": 0.9, \"tags\": [\"smooth\"], \"comment\": \"nice\"}";
        problem(vote(assignment, asker, yes), 403, "not-yours");
        lab.runToTheEnd(assignment);
        given().header("X-Parley-Guest", asker)
                .get(url(assignment) + "/votes/own")
                .then()
                .statusCode(oneOf(200, 204));
        vote(assignment, asker, yes)
                .statusCode(200)
                .body("prompter", equalTo(false))
                .body("tally.yes", equalTo(1));
        vote(assignment, asker, "{\"success\": \"no\"}")
                .statusCode(200)
                .body("tally.yes", equalTo(0))
                .body("tally.no", equalTo(1));
        given().get(url(assignment))
                .then()
                .body("outcomes.find { it.judge == 'crowd' }.result", equalTo("FAILURE"))
                .body("outcomes.find { it.judge == 'crowd' }.votes", equalTo(1));
        assertThat(audited(assignment)).isEqualTo(2);
        for (String bad : new String[] {
            "{}",
            "{\"success\": \"maybe\"}",
            "{\"success\": \"yes\", \"progress\": 1.5}",
            "{\"success\": \"yes\", \"tags\": [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]}",
            "{\"success\": \"yes\", \"comment\": \"" + "a".repeat(1001) + "\"}"
        }) {
            problem(vote(assignment, asker, bad), 400, "vote-malformed");
        }
        problem(vote(assignment, asker, "{\"success\": \"yes\", \"stars\": 5}"), 400, "body-malformed");
        problem(
                vote(assignment, asker, "{\"success\": \"yes\", \"comment\": \"write to ann@example.org\"}"),
                422,
                "comment-refused");
    }

    @Test
    void everyoneWhoVotesAtOnceIsCounted() {
        AssignmentData assignment = leased();
        lab.runToTheEnd(assignment);
        List<Author> crowd = Stream.generate(Lab::someone).limit(12).toList();
        await(Uni.join()
                .all(IntStream.range(0, crowd.size())
                        .mapToObj(i -> votes.cast(
                                assignment.id(),
                                crowd.get(i),
                                i < 7 ? Vote.Success.NO : Vote.Success.YES,
                                i < 2 ? OptionalDouble.of(i) : OptionalDouble.empty(),
                                Set.of(),
                                Optional.empty()))
                        .toList())
                .andFailFast());
        assertThat(await(votes.tally(assignment.id()))).isEqualTo(new Votes.Tally(5, 0, 7));
        assertThat(audited(assignment)).isEqualTo(12);
        given().get(url(assignment))
                .then()
                .body("outcomes.find { it.judge == 'crowd' }.result", equalTo("FAILURE"))
                .body("outcomes.find { it.judge == 'crowd' }.progress", equalTo(0.5f))
                .body("outcomes.find { it.judge == 'crowd' }.votes", equalTo(12));
    }

    @Test
    void refusedVoteTakesNobodyElsesWithIt() {
        AssignmentData ended = leased();
        lab.runToTheEnd(ended);
        AssignmentData runs = leased();
        List<EpisodeId> wanted = List.of(
                ended.id(), runs.id(), EpisodeId.random(), ended.id(), runs.id(), EpisodeId.random(), ended.id());
        List<Boolean> taken = await(Uni.join()
                .all(wanted.stream()
                        .map(episode -> votes.cast(
                                        episode,
                                        Lab.someone(),
                                        Vote.Success.YES,
                                        OptionalDouble.empty(),
                                        Set.of(),
                                        Optional.empty())
                                .map(vote -> true)
                                .onFailure(ParleyException.class)
                                .recoverWithItem(false))
                        .toList())
                .andFailFast());
        assertThat(taken).containsExactly(true, false, false, true, false, false, true);
        assertThat(await(votes.tally(ended.id()))).isEqualTo(new Votes.Tally(3, 0, 0));
        assertThat(await(votes.tally(runs.id()))).isEqualTo(new Votes.Tally(0, 0, 0));
    }

    @Test
    void nobodyJudgesWhatWasEndedByWhatSaysNothingAboutThePolicy() {
        AssignmentData fault = aborted(EndReason.STATION_FAULT);
        ValidatableResponse refused = vote(fault, token(), "{\"success\": \"no\"}");
        problem(refused, 409, "state-conflict");
        refused.body("detail", containsString("nothing to judge"));
        assertThat(await(votes.tally(fault.id()))).isEqualTo(new Votes.Tally(0, 0, 0));
        AssignmentData envelope = aborted(EndReason.ENVELOPE);
        vote(envelope, token(), "{\"success\": \"no\"}").statusCode(200).body("tally.no", equalTo(1));
    }

    @Test
    void voteIsReadBackAsItWasCast() {
        AssignmentData assignment = leased();
        lab.runToTheEnd(assignment);
        Author voter = Lab.someone();
        Vote cast = await(votes.cast(
                assignment.id(),
                voter,
                Vote.Success.PARTLY,
                OptionalDouble.of(0.25),
                Set.of("slow"),
                Optional.of("nearly\nthere")));
        assertThat(await(votes.own(assignment.id(), voter))).contains(cast);
        assertThat(await(votes.own(assignment.id(), Lab.someone()))).isEmpty();
    }

    @Test
    void promptersOwnVoteIsAnOutcomeOfItsOwn() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        String prompt = given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body("{\"instruction\": \"wave\"}")
                .post("/api/v1/prompts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var data = await(prompts.find(PromptId.parse(prompt))).orElseThrow();
        AssignmentData assignment = lab.lease(data, lab.station(StationKind.SIMULATOR));
        problem(vote(assignment, token, "{\"success\": \"yes\"}"), 409, "vote-too-early");
        lab.runToTheEnd(assignment);
        vote(assignment, token, "{\"success\": \"partly\", \"progress\": 0.5}")
                .statusCode(200)
                .body("prompter", equalTo(true));
        given().get(url(assignment)).then().body("outcomes.find { it.judge == 'prompter' }.result", equalTo("PARTIAL"));
    }

    private AssignmentData aborted(EndReason why) {
        AssignmentData assignment = leased();
        lab.advance(assignment, 1, EpisodeState.RESETTING);
        lab.advance(assignment, 2, EpisodeState.READY);
        lab.advance(assignment, 3, EpisodeState.RUNNING);
        Episodes.Report report = new Episodes.Report(
                EpisodeState.ABORTED,
                Optional.of(why),
                Optional.empty(),
                OptionalInt.of(42),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        await(episodes.advance(assignment.id(), assignment.fence(), 4, report));
        return assignment;
    }

    private AssignmentData leased() {
        var station = lab.station(StationKind.SIMULATOR);
        return lab.lease(lab.ask(Lab.someone(), "put the red cube in the blue bowl"), station);
    }

    private static ValidatableResponse vote(AssignmentData assignment, String token, String body) {
        return given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(url(assignment) + "/votes")
                .then();
    }

    private long audited(AssignmentData assignment) {
        return sql.preparedQuery("SELECT count(*) FROM vote_audit WHERE episode_id = $1")
                .execute(Tuple.of(assignment.id().value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
