package dev.parley.core.console;

import static dev.parley.core.console.ConsoleRig.CHECKED;
import static dev.parley.core.console.ConsoleRig.SENTENCE;
import static dev.parley.core.console.ConsoleRig.SHORT;
import static dev.parley.core.console.ConsoleRig.ask;
import static dev.parley.core.console.ConsoleRig.look;
import static dev.parley.core.console.ConsoleRig.refused;
import static dev.parley.core.console.ConsoleRig.send;
import static dev.parley.core.console.ConsoleRig.started;
import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationPolicies;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.TurnState;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is proposed to a console and never begins there: it goes back in line, or leaves with its asker. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ConsoleLineTest {
    @Inject
    Lab lab;

    @Inject
    Stations stations;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    Prompts prompts;

    @Inject
    StationPolicies policies;

    @Inject
    Pool sql;

    @Inject
    ConsoleRig rig;

    @Test
    void whatNobodyAnsweredGoesBackInLineAndWhoeverStoodByIsSignedOff() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody operator = rig.standingBy(station);
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData proposed = lab.offer(prompt, station);
        await(sql.preparedQuery(
                        "UPDATE assignment SET accept_by = clock_timestamp() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(proposed.id().value())));

        await(assignments.sweep());

        assertThat(rig.state(proposed)).isEqualTo(AssignmentState.EXPIRED);
        assertThat(rig.turn(prompt).state()).isEqualTo(TurnState.WAITING);
        assertThat(rig.turn(prompt).attempts()).isZero();
        look(operator, station).body("shift", nullValue()).body("waits", containsString("Nobody is signed on"));
        assertThat(rig.known(station).takesWork()).isFalse();
        assertThat(rig.offered(prompt, station)).as("nobody would read it").isEmpty();
    }

    @Test
    void proposalOfAStoppedStationGoesBackInLine() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        rig.standingBy(station);
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData proposed = lab.offer(prompt, station);
        await(stations.latchStop(station.id(), "stop-1", "Ada", "smoke"));

        await(assignments.sweep());

        assertThat(rig.state(proposed)).isEqualTo(AssignmentState.REVOKED);
        assertThat(rig.turn(prompt).state()).isEqualTo(TurnState.WAITING);
    }

    @Test
    void withdrawnAskLeavesTheConsole() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody operator = rig.standingBy(station);
        Author asker = Lab.someone();
        PromptData prompt = lab.ask(asker, SENTENCE);
        AssignmentData proposed = lab.offer(prompt, station);
        String ask = ask(operator, station);

        await(prompts.withdraw(prompt.id(), asker));

        assertThat(rig.state(proposed)).isEqualTo(AssignmentState.REVOKED);
        look(operator, station).body("asks", hasSize(0));
        send(operator.asks(), station, "/asks/" + ask + "/approval", Map.of()).statusCode(409);
    }

    @Test
    void confirmedStartThatDeadServersLeftBehindBeginsNothing() {
        StationData station = rig.attended(ConsoleRule.START_EACH);
        Somebody operator = rig.standingBy(station);
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData proposed = lab.offer(prompt, station);
        started(operator, station, ask(operator, station));
        await(sql.preparedQuery("UPDATE assignment SET accept_by = clock_timestamp() WHERE id = $1")
                .execute(Tuple.of(proposed.id().value())));

        refused(ErrorCode.STATE_CONFLICT, () -> await(assignments.lease(proposed.id(), proposed.fence(), SHORT)));
        await(assignments.sweep());

        assertThat(rig.state(proposed)).isEqualTo(AssignmentState.EXPIRED);
        assertThat(rig.turn(prompt).state()).isEqualTo(TurnState.WAITING);
        assertThat(await(episodes.ofPrompt(prompt.id()))).isEmpty();
        look(operator, station).body("asks", hasSize(0)).body("shift.you", equalTo(true));
    }

    @Test
    void whatIsNotApprovedAnyMoreDoesNotStartAndGoesBackInLine() {
        StationData station = rig.attended(ConsoleRule.START_EACH);
        rig.approvedOnly(station, Lab.DIGEST);
        Somebody operator = rig.standingBy(station);
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        AssignmentData proposed = lab.offer(prompt, station);
        String ask = ask(operator, station);
        await(policies.takeBack(station.id(), Lab.DIGEST, Actor.platform(), "for a test"));

        send(operator.asks(), station, "/asks/" + ask + "/start", Map.of("checked", CHECKED))
                .statusCode(409)
                .body("detail", containsString("not approved"));
        await(assignments.sweep());

        assertThat(rig.state(proposed)).isEqualTo(AssignmentState.REVOKED);
        assertThat(rig.turn(prompt).state()).isEqualTo(TurnState.WAITING);
        assertThat(rig.turn(prompt).attempts()).isZero();
        look(operator, station).body("asks", hasSize(0)).body("shift.you", equalTo(true));
    }
}
