package dev.parley.core.console;

import static dev.parley.core.console.ConsoleRig.CHECKED;
import static dev.parley.core.console.ConsoleRig.SHORT;
import static dev.parley.core.console.ConsoleRig.ask;
import static dev.parley.core.console.ConsoleRig.at;
import static dev.parley.core.console.ConsoleRig.look;
import static dev.parley.core.console.ConsoleRig.send;
import static dev.parley.core.console.ConsoleRig.started;
import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationPolicies;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both episodes of a comparison at a console. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ConsoleComparisonTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    Turns turns;

    @Inject
    StationPolicies policies;

    @Inject
    ComparisonRig comparisons;

    @Inject
    ConsoleRig rig;

    @Test
    void secondOfAComparisonIsReadWithTheFirstAndStartsByItselfOnceTheTableIsReset() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody operator = rig.standingBy(station);
        ComparisonData comparison = comparisons.compare(Lab.someone());
        PromptData prompt = comparisons.prompt(comparison);
        AssignmentData first = lab.offer(prompt, station);
        String ask = look(operator, station)
                .body("asks[0].comparison", equalTo(true))
                .body("asks[0].second", equalTo(false))
                .extract()
                .path("asks[0].id");
        send(operator.asks(), station, "/asks/" + ask + "/approval", Map.of()).statusCode(200);
        started(operator, station, ask);
        AssignmentData leased = await(assignments.lease(first.id(), first.fence(), SHORT));
        look(operator, station).body("asks[0].step", equalTo("RUNNING")).body("asks[0].live", nullValue());
        lab.runToTheEnd(leased);

        String second = look(operator, station)
                .body("asks.step", contains("RESET", "START"))
                .body("asks[1].second", equalTo(true))
                .body("asks[1].approved.by", equalTo("Some Body"))
                .extract()
                .path("asks[1].id");
        assertThat(operator.asks().get(at(station, "")).asString())
                .doesNotContain(first.id().toString())
                .doesNotContain(prompt.turns().getFirst().policyDigest())
                .doesNotContain(prompt.turns().getLast().policyDigest());
        send(operator.asks(), station, "/asks/" + second + "/start", Map.of("checked", CHECKED))
                .statusCode(409)
                .body("detail", containsString("reset"));
        assertThat(await(assignments.open(station.id()))).isEmpty();
        send(operator.asks(), station, "/asks/" + ask + "/reset", Map.of()).statusCode(200);
        started(operator, station, second);

        assertThat(await(assignments.open(station.id())))
                .singleElement()
                .satisfies(open -> assertThat(open.turn().id())
                        .isEqualTo(prompt.turns().getLast().id()));
    }

    @Test
    void refusedSecondOfAComparisonLeavesWithItsReason() {
        StationData station = rig.attended(ConsoleRule.START_EACH);
        Somebody operator = rig.standingBy(station);
        PromptData prompt = comparisons.prompt(comparisons.compare(Lab.someone()));
        AssignmentData first = lab.offer(prompt, station);
        started(operator, station, ask(operator, station));
        lab.runToTheEnd(await(assignments.lease(first.id(), first.fence(), SHORT)));
        String second =
                look(operator, station).body("asks", hasSize(2)).extract().path("asks[1].id");

        send(operator.asks(), station, "/asks/" + second + "/refusal", Map.of("reason", "a finger is loose"))
                .statusCode(200)
                .body("asks.step", contains("RESET"));

        TurnData left = await(turns.find(prompt.turns().getLast().id())).orElseThrow();
        assertThat(left.state()).isEqualTo(TurnState.CANCELLED);
        assertThat(left.waitNote().orElseThrow()).contains("chose not to run this", "a finger is loose");
    }

    @Test
    void secondOfAComparisonDoesNotFollowOnceItsPolicyMayNotRunThereAnyMore() {
        StationData station = rig.attended(ConsoleRule.START_EACH);
        Somebody operator = rig.standingBy(station);
        PromptData prompt = comparisons.prompt(comparisons.compare(Lab.someone()));
        String later = prompt.turns().getLast().policyDigest();
        rig.approvedOnly(station, prompt.turns().getFirst().policyDigest(), later);
        AssignmentData first = lab.offer(prompt, station);
        started(operator, station, ask(operator, station));
        AssignmentData leased = await(assignments.lease(first.id(), first.fence(), SHORT));
        await(policies.takeBack(station.id(), later, Actor.platform(), "for a test"));

        lab.runToTheEnd(leased);

        assertThat(await(turns.find(prompt.turns().getLast().id()))
                        .orElseThrow()
                        .state())
                .isEqualTo(TurnState.CANCELLED);
        look(operator, station).body("asks.step", contains("RESET"));
    }
}
