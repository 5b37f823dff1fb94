package dev.parley.core.console;

import static dev.parley.core.console.ConsoleRig.CHECKED;
import static dev.parley.core.console.ConsoleRig.SENTENCE;
import static dev.parley.core.console.ConsoleRig.SHORT;
import static dev.parley.core.console.ConsoleRig.ask;
import static dev.parley.core.console.ConsoleRig.at;
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

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A person stands before a real robot: nothing of an ask reaches the station before they let it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ConsoleAsksTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    ConsoleRig rig;

    @Test
    void nothingOfAnAskReachesTheStationBeforeItIsReadAndItsStartConfirmed() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody operator = rig.standingBy(station);
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);

        AssignmentData proposed = lab.offer(prompt, station);

        assertThat(proposed.state()).isEqualTo(AssignmentState.PROPOSED);
        assertThat(await(assignments.open(station.id())))
                .as("gateways look at this")
                .isEmpty();
        assertThat(await(assignments.takenSlots())).containsEntry(station.id(), Set.of(0));
        assertThat(rig.turn(prompt).waitNote().orElseThrow())
                .contains(station.name(), "reads this before the robot moves");
        refused(ErrorCode.STATE_CONFLICT, () -> await(assignments.lease(proposed.id(), proposed.fence(), SHORT)));
        String ask = look(operator, station)
                .body("asks", hasSize(1))
                .body("asks[0].step", equalTo("READ"))
                .body("asks[0].asked", equalTo(SENTENCE))
                .body("asks[0].live", nullValue())
                .extract()
                .path("asks[0].id");
        assertThat(ask).isNotEqualTo(proposed.id().toString());
        assertThat(operator.asks().get(at(station, "")).asString())
                .doesNotContain(Lab.POLICY)
                .doesNotContain(proposed.id().toString());
        send(operator.asks(), station, "/asks/" + ask + "/start", Map.of("checked", CHECKED))
                .statusCode(409)
                .body("detail", containsString("approve it first"));

        send(operator.asks(), station, "/asks/" + ask + "/approval", Map.of())
                .statusCode(200)
                .body("asks[0].step", equalTo("START"))
                .body("asks[0].approved.by", equalTo("Some Body"));
        send(operator.asks(), station, "/asks/" + ask + "/start", Map.of("checked", CHECKED.subList(0, 3)))
                .statusCode(400)
                .body("detail", containsString("CAMERAS_SEE_ALL"));
        assertThat(await(assignments.open(station.id()))).isEmpty();
        send(operator.asks(), station, "/asks/" + ask + "/start", Map.of("checked", CHECKED))
                .statusCode(200)
                .body("asks[0].step", equalTo("STARTING"));

        assertThat(await(assignments.open(station.id())))
                .singleElement()
                .satisfies(open -> assertThat(open.state()).isEqualTo(AssignmentState.OFFERED))
                .satisfies(open -> assertThat(Duration.between(open.offeredAt(), open.acceptBy()))
                        .as("the station has the time that the scheduler gave it, from now on")
                        .isEqualTo(SHORT));
        assertThat(rig.turn(prompt).waitNote()).isEmpty();
        rig.audited(station, "console.approved", "console.started", "console.signed-on");
    }

    @Test
    void tableIsResetBeforeTheNextOneComes() {
        StationData station = rig.attended(ConsoleRule.START_EACH);
        Somebody operator = rig.standingBy(station);
        AssignmentData first = lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        String ask = ask(operator, station);
        look(operator, station).body("asks[0].step", equalTo("START"));
        started(operator, station, ask);
        AssignmentData leased = await(assignments.lease(first.id(), first.fence(), SHORT));
        look(operator, station).body("asks[0].step", equalTo("RUNNING"));
        send(operator.asks(), station, "/asks/" + ask + "/reset", Map.of()).statusCode(409);
        lab.runToTheEnd(leased);

        look(operator, station).body("asks[0].step", equalTo("RESET")).body("waits", containsString("reset"));
        assertThat(rig.known(station).takesWork()).isFalse();
        PromptData next = lab.ask(Lab.someone(), SENTENCE);
        assertThat(rig.offered(next, station)).isEmpty();

        send(operator.asks(), station, "/asks/" + ask + "/reset", Map.of())
                .statusCode(200)
                .body("asks", hasSize(0))
                .body("waits", nullValue())
                .body("last.id", equalTo(ask))
                .body("last.reset.by", equalTo("Some Body"));
        send(operator.asks(), station, "/asks/" + ask + "/reset", Map.of()).statusCode(409);
        assertThat(rig.known(station).takesWork()).isTrue();
        assertThat(rig.offered(next, station)).isPresent();
    }
}
