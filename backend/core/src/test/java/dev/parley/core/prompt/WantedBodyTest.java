package dev.parley.core.prompt;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.assignment.Assignments;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.station.WantedBody;
import dev.parley.core.support.Lab;
import dev.parley.core.support.SharedScene;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class WantedBodyTest {
    @Inject
    Stations stations;

    @Inject
    Prompts prompts;

    @Inject
    Assignments assignments;

    @Inject
    Turns turns;

    private SharedScene scene;

    @BeforeEach
    void sceneOfItsOwn() {
        scene = new SharedScene(stations);
    }

    @Test
    void wishIsKeptWithThePromptAndWithTheTurnThatWaits() {
        scene.station(StationKind.SIMULATOR);
        scene.station(StationKind.REHEARSAL);

        PromptData asked = await(prompts.submit(scene.ask(Optional.of(WantedBody.REAL)), Lab.someone()));

        PromptData found = await(prompts.find(asked.id())).orElseThrow();
        assertThat(found.wantedBody()).contains(WantedBody.REAL);
        assertThat(found.turns().getFirst().wantedBody()).contains(WantedBody.REAL);
        TurnData turn = await(turns.find(found.turns().getFirst().id())).orElseThrow();
        assertThat(turn.wantedBody()).contains(WantedBody.REAL);
        assertThat(await(turns.waiting()))
                .filteredOn(each -> each.id().equals(turn.id()))
                .extracting(TurnData::wantedBody)
                .containsExactly(Optional.of(WantedBody.REAL));
    }

    @Test
    void withoutAWishNoneIsKept() {
        scene.station(StationKind.SIMULATOR);
        PromptData asked = await(prompts.submit(scene.ask(Optional.empty()), Lab.someone()));
        assertThat(await(prompts.find(asked.id())).orElseThrow().wantedBody()).isEmpty();
        assertThat(asked.turns().getFirst().wantedBody()).isEmpty();
    }

    @Test
    void wishForARobotIsRefusedBeforeAnythingIsQueuedWhereOnlySimulationsHaveTheScene() {
        scene.station(StationKind.SIMULATOR);
        long before = await(turns.open());
        assertThatThrownBy(() -> await(prompts.submit(scene.ask(Optional.of(WantedBody.REAL)), Lab.someone())))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BODY_NOT_OFFERED))
                .hasMessage("No real robot offers scene %s; ask for \"simulation\", or leave body out.", scene.id());
        assertThat(await(turns.open())).isEqualTo(before);
    }

    @Test
    void wishForASimulationIsRefusedWhereOnlyARehearsalHasTheScene() {
        scene.station(StationKind.REHEARSAL);
        assertThatThrownBy(() -> await(prompts.submit(scene.ask(Optional.of(WantedBody.SIMULATION)), Lab.someone())))
                .hasMessage("No simulation offers scene %s; ask for \"real\", or leave body out.", scene.id());
    }

    @Test
    void stationThatCameAMomentAgoIsKnownToTheNextWish() {
        scene.station(StationKind.SIMULATOR);
        assertThatThrownBy(() -> await(prompts.submit(scene.ask(Optional.of(WantedBody.REAL)), Lab.someone())))
                .isInstanceOf(ParleyException.class);
        scene.station(StationKind.REAL_ROBOT);
        assertThat(await(prompts.submit(scene.ask(Optional.of(WantedBody.REAL)), Lab.someone()))
                        .state())
                .isEqualTo(PromptState.QUEUED);
    }

    @Test
    void policyThatTheWishedBodyDoesNotRunIsRefusedWithThoseThatItRuns() {
        scene.station(StationKind.SIMULATOR);
        scene.stationWithoutLearned(StationKind.REAL_ROBOT);
        PromptRequest learned = new PromptRequest(
                Optional.of(SharedScene.WORDS),
                Optional.empty(),
                Optional.of(scene.id()),
                Optional.of(scene.learned()),
                OptionalLong.empty(),
                Optional.of(WantedBody.REAL));
        assertThatThrownBy(() -> await(prompts.submit(learned, Lab.someone())))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BODY_NOT_OFFERED))
                .hasMessage(
                        "No real robot in scene %s runs policy %s; there it is %s.",
                        scene.id(), scene.learned(), scene.baseline());

        PromptData open = await(prompts.submit(scene.ask(Optional.of(WantedBody.REAL)), Lab.someone()));
        assertThat(open.policyName()).isEqualTo(scene.baseline());
    }

    @ParameterizedTest
    @EnumSource(StationKind.class)
    void turnIsOfferedToStationsOfTheWishedKindAlone(StationKind kind) {
        StationData station = scene.station(kind);
        scene.station(StationKind.SIMULATOR);
        scene.station(StationKind.REHEARSAL);
        for (WantedBody body : WantedBody.values()) {
            TurnData turn = await(prompts.submit(scene.ask(Optional.of(body)), Lab.someone()))
                    .turns()
                    .getFirst();
            assertThat(await(assignments.offer(
                                    turn.id(), station.id(), body == WantedBody.REAL ? 1 : 0, Duration.ofSeconds(30)))
                            .isPresent())
                    .as("%s offered to %s", body, kind)
                    .isEqualTo(body.is(kind));
        }
    }
}
