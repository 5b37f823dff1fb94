package dev.parley.scheduler.chain;

import static dev.parley.scheduler.chain.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.audit.Actor;
import dev.parley.core.console.Console;
import dev.parley.core.console.ConsoleState;
import dev.parley.core.person.People;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A station before which a person stands, as the scheduler meets it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ConsoleChainTest {
    @Inject
    Lab lab;

    @Inject
    Console console;

    @Inject
    People people;

    @Inject
    WaitEstimates waits;

    private StationData robot;
    private Actor ada;

    @BeforeEach
    void startAnew() {
        lab.startAnew();
        robot = lab.station("bench", StationKind.REHEARSAL, 2);
        String login = "ada-" + UUID.randomUUID().toString().substring(0, 8);
        ada = new Actor(
                Optional.of(await(people.create(login, "Ada", Actor.platform()))
                        .person()
                        .id()),
                "Ada",
                "OPERATOR",
                "");
        await(console.setRule(robot.id(), Optional.of(ConsoleRule.READ_EACH), ada, "for a test"));
    }

    @Test
    void whileNobodyIsSignedOnItGetsNothingAndWhoeverWaitsReadsSo() {
        TurnData turn = lab.ask();
        assertThat(lab.match()).isZero();
        assertThat(await(waits.of(turn.id())).reasonText()).contains("nobody is signed on at its console");

        await(console.signOn(robot.id(), ada));
        assertThat(lab.match()).isEqualTo(1);
        assertThat(shown().step()).isEqualTo(ConsoleState.Step.READ);
        assertThat(lab.turn(turn.id()).waitNote().orElseThrow()).contains("reads this before the robot moves");
    }

    @Test
    void oneAskStandsBeforeThePersonAtATimeAndGatewaysSeeItOnceItsStartIsConfirmed() {
        await(console.signOn(robot.id(), ada));
        TurnData first = lab.ask();
        TurnData second = lab.ask();
        assertThat(lab.match()).isEqualTo(1);
        assertThat(lab.match()).isZero();
        assertThat(lab.turn(second.id()).state()).isEqualTo(TurnState.WAITING);
        assertThat(lab.open(robot)).isEmpty();

        await(console.approve(robot.id(), shown().id(), ada));
        await(console.start(robot.id(), shown().id(), ada));
        assertThat(lab.open(robot)).singleElement().satisfies(open -> {
            assertThat(open.state()).isEqualTo(AssignmentState.OFFERED);
            assertThat(open.turn().id()).isEqualTo(first.id());
        });
    }

    @Test
    void refusedAskIsOfferedToTheOtherStationAloneAndTheAskerReadsWhy() {
        await(console.signOn(robot.id(), ada));
        TurnData turn = lab.ask();
        assertThat(lab.match()).isEqualTo(1);
        StationData simulator = lab.station("simulator", 1);
        await(console.refuse(robot.id(), shown().id(), false, ada, "the bowl is cracked"));
        assertThat(await(waits.of(turn.id())).reasonText())
                .contains("chose not to run this", "the bowl is cracked", "waits for another station");

        assertThat(lab.match()).isEqualTo(1);
        assertThat(lab.open(simulator))
                .singleElement()
                .satisfies(open -> assertThat(open.turn().id()).isEqualTo(turn.id()));
    }

    private ConsoleState.Ask shown() {
        return await(console.look(robot.id())).asks().getFirst();
    }
}
