package dev.parley.scheduler.chain;

import static dev.parley.scheduler.chain.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One scene, which a simulator and a robot offer. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class BodyChainTest {
    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    WaitEstimates waits;

    private StationData simulator;
    private StationData robot;

    @BeforeEach
    void startAnew() {
        lab.startAnew();
        simulator = lab.station("simulator", 1);
        robot = lab.station("robot", StationKind.REHEARSAL, 1);
    }

    @Test
    void turnThatWishesForARobotWaitsForItWhileASimulatorIsFree() {
        TurnData first = ask(Optional.of(WantedBody.REAL));
        TurnData second = ask(Optional.of(WantedBody.REAL));
        assertThat(lab.match()).isEqualTo(1);
        assertThat(lab.open(robot))
                .singleElement()
                .satisfies(offered -> assertThat(offered.turn().id()).isEqualTo(first.id()));
        assertThat(lab.open(simulator)).isEmpty();
        assertThat(lab.turn(second.id()).state()).isEqualTo(TurnState.WAITING);
    }

    @Test
    void wishHoldsNobodyUpWhoHasNone() {
        ask(Optional.of(WantedBody.REAL));
        ask(Optional.of(WantedBody.REAL));
        TurnData any = ask(Optional.empty());
        TurnData simulated = ask(Optional.of(WantedBody.SIMULATION));
        assertThat(lab.match()).isEqualTo(2);
        assertThat(lab.open(simulator))
                .singleElement()
                .satisfies(offered -> assertThat(offered.turn().id()).isEqualTo(any.id()));
        assertThat(lab.turn(simulated.id()).state()).isEqualTo(TurnState.WAITING);
    }

    @Test
    void wishOutlivesAFlushOfTheIndex() {
        TurnData wished = ask(Optional.of(WantedBody.REAL));
        lab.flush();
        lab.match();
        assertThat(lab.open(simulator)).isEmpty();
        assertThat(lab.open(robot))
                .singleElement()
                .satisfies(offered -> assertThat(offered.turn().id()).isEqualTo(wished.id()));
    }

    @Test
    void waitIsThatOfTheWishedBody() {
        TurnData first = ask(Optional.of(WantedBody.REAL));
        TurnData second = ask(Optional.of(WantedBody.REAL));
        assertThat(await(waits.of(first.id())).position()).hasValue(1);
        assertThat(await(waits.of(second.id())).position()).hasValue(2);
        assertThat(ifAsked(Optional.of(WantedBody.REAL)).position()).hasValue(3);
        assertThat(ifAsked(Optional.of(WantedBody.SIMULATION)).position()).hasValue(1);
    }

    private WaitEstimates.Wait ifAsked(Optional<WantedBody> body) {
        return await(waits.ifAskedNow(Lab.SCENE, Lab.POLICY, body));
    }

    private TurnData ask(Optional<WantedBody> body) {
        PromptRequest request = new PromptRequest(
                Optional.of("put the red cube in the blue bowl"),
                Optional.empty(),
                Optional.of(Lab.SCENE),
                Optional.of(Lab.POLICY),
                OptionalLong.empty(),
                body);
        return await(prompts.submit(request, Lab.author("net-" + UUID.randomUUID())))
                .turns()
                .getFirst();
    }
}
