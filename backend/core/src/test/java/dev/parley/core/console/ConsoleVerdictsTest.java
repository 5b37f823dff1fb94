package dev.parley.core.console;

import static dev.parley.core.console.ConsoleRig.SENTENCE;
import static dev.parley.core.console.ConsoleRig.SHORT;
import static dev.parley.core.console.ConsoleRig.ask;
import static dev.parley.core.console.ConsoleRig.judge;
import static dev.parley.core.console.ConsoleRig.send;
import static dev.parley.core.console.ConsoleRig.started;
import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person at the console says of an ask: they refuse it, take over, or say what was achieved. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ConsoleVerdictsTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    ConsoleRig rig;

    @Test
    void refusedAskGoesToAnotherStationOnceAndIsNobodysResult() {
        lab.station(StationKind.SIMULATOR);
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody operator = rig.standingBy(station);
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData proposed = lab.offer(prompt, station);
        String ask = ask(operator, station);
        send(operator.asks(), station, "/asks/" + ask + "/refusal", Map.of())
                .statusCode(400)
                .body("detail", containsString("reason"));
        send(operator.asks(), station, "/asks/" + ask + "/refusal", Map.of("reason", "x".repeat(501)))
                .statusCode(400)
                .body("detail", containsString("500"));

        send(operator.asks(), station, "/asks/" + ask + "/refusal", Map.of("reason", "the bowl is cracked"))
                .statusCode(200)
                .body("asks", hasSize(0));

        assertThat(rig.state(proposed)).isEqualTo(AssignmentState.DECLINED);
        TurnData turn = rig.turn(prompt);
        assertThat(turn.state()).isEqualTo(TurnState.WAITING);
        assertThat(turn.attempts()).isZero();
        assertThat(turn.station()).isPresent().isNotEqualTo(Optional.of(station.id()));
        assertThat(turn.waitNote().orElseThrow())
                .contains(station.name(), "chose not to run this", "the bowl is cracked");
        assertThat(await(episodes.ofPrompt(prompt.id()))).isEmpty();
        rig.audited(station, "console.refused");
    }

    @Test
    void refusedAskEndsWhereTheOperatorSaysSoAndTheAskerReadsWhy() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody operator = rig.standingBy(station);
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        lab.offer(prompt, station);

        send(
                        operator.asks(),
                        station,
                        "/asks/" + ask(operator, station) + "/refusal",
                        Map.of("reason", "glass on a table", "end", true))
                .statusCode(200);

        assertThat(rig.turn(prompt).state()).isEqualTo(TurnState.CANCELLED);
        assertThat(rig.turn(prompt).waitNote().orElseThrow()).contains("glass on a table");
        assertThat(await(episodes.ofPrompt(prompt.id()))).isEmpty();
    }

    @Test
    void takenOverEpisodeIsNeverDoneWhateverItsStationReports() {
        StationData station = rig.attended(ConsoleRule.START_EACH);
        Somebody operator = rig.standingBy(station);
        AssignmentData proposed = lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        String ask = ask(operator, station);
        send(operator.asks(), station, "/asks/" + ask + "/takeover", Map.of("reason", "it drifts"))
                .statusCode(409)
                .body("detail", containsString("not begun"));
        started(operator, station, ask);
        AssignmentData leased = await(assignments.lease(proposed.id(), proposed.fence(), SHORT));
        send(operator.asks(), station, "/asks/" + ask + "/takeover", Map.of("reason", "it drifts"))
                .statusCode(200)
                .body("asks[0].takenOver.by", equalTo("Some Body"));

        EpisodeData ended = lab.runToTheEnd(leased);

        assertThat(ended.state()).isEqualTo(EpisodeState.TERMINATED);
        assertThat(ended.endReason()).contains(EndReason.TAKEN_OVER);
        assertThat(EndReason.TAKEN_OVER.cause()).isEqualTo(EndReason.Cause.CENSORED);
        assertThat(await(episodes.find(leased.id())).orElseThrow().outcomes())
                .as("the scene calls it done, and says nothing about the policy")
                .isEmpty();
        rig.audited(station, "console.taken-over");
    }

    @Test
    void operatorsVerdictStandsBesideTheMachines() {
        StationData station = rig.attended(ConsoleRule.START_EACH);
        Somebody operator = rig.standingBy(station);
        AssignmentData proposed = lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        String ask = ask(operator, station);
        started(operator, station, ask);
        AssignmentData leased = await(assignments.lease(proposed.id(), proposed.fence(), SHORT));
        judge(operator, station, ask, "FAILURE").statusCode(409);
        lab.runToTheEnd(leased);

        judge(operator, station, ask, "FAILURE").statusCode(200).body("asks[0].verdict", equalTo("FAILURE"));
        judge(operator, station, ask, "PARTIAL").statusCode(200).body("asks[0].verdict", equalTo("PARTIAL"));
        judge(operator, station, ask, "PERFECT").statusCode(400);

        assertThat(await(episodes.find(leased.id())).orElseThrow().outcomes())
                .extracting(outcome -> outcome.judge() + " " + outcome.result())
                .containsExactlyInAnyOrder("scene SUCCESS", "operator PARTIAL");
        rig.audited(station, "console.judged");
    }
}
