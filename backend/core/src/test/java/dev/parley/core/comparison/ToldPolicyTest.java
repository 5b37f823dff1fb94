package dev.parley.core.comparison;

import static dev.parley.core.support.ComparisonRig.COMPARISONS;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.core.support.SharedScene;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy that is told where things are is no match for those that look: nobody is given it by lot, and no vote on it counts. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ToldPolicyTest {
    private static final int DRAWS = 40;

    @Inject
    Stations stations;

    @Inject
    Comparisons comparisons;

    @Inject
    ComparisonRig rig;

    @Inject
    Pool sql;

    private SharedScene scene;
    private PromptRequest ask;

    @BeforeEach
    void aScene() {
        scene = new SharedScene(stations);
        ask = scene.ask(Optional.empty());
    }

    @Test
    void isNeverDrawnWhicheverNameItGoesByAndIsNoCandidate() {
        scene.stationWithTold(StationKind.SIMULATOR);
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < DRAWS; i++) {
            ComparisonData comparison = rig.compare(ask, Lab.someone());
            drawn.addAll(rig.digests(comparison));
            assertThat(rig.row(comparison).getInteger("candidates")).isEqualTo(3);
            assertThat(rig.row(comparison).getInteger("pairs")).isEqualTo(3);
        }
        assertThat(drawn).hasSize(3).doesNotContain(scene.digestOfTold());
    }

    @Test
    void isNotTakenWhereItWouldBeTheSecondOfTwo() {
        scene.stationOfLearnedAndTold(StationKind.SIMULATOR);
        assertThatThrownBy(() -> rig.compare(ask, Lab.someone()))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.POLICY_DOES_NOT_FIT))
                .hasMessageContaining("not told where things are")
                .hasMessageContaining(scene.learned());
        assertThat(rig.compare(ask, Lab.someone(), scene.learned(), scene.told())
                        .drawnBy())
                .as("whoever asks may choose it")
                .isEqualTo(DrawnBy.ASKER);
    }

    @Test
    void votesOnAChosenPairWithItAreToldApartAfterwardsAndNothingSaysSoBefore() {
        StationData station = scene.stationWithTold(StationKind.SIMULATOR);
        ComparisonData told = ready(station, scene.told());
        ComparisonData usual = ready(station, scene.rival());
        assertThat(told.notCounted()).isEqualTo(usual.notCounted()).contains(NotCounted.CHOSEN_POLICIES);
        given().get(COMPARISONS + told.id())
                .then()
                .statusCode(200)
                .body("notCountedBecause", equalTo(NotCounted.CHOSEN_POLICIES.sentence()));

        assertThat(notCounted(told, Lab.someone())).contains(NotCounted.TOLD_POLICY);
        assertThat(notCounted(usual, Lab.someone())).contains(NotCounted.CHOSEN_POLICIES);
        rig.close(told);
        assertThat(notCounted(told, Lab.someone())).as("what is graver is said").contains(NotCounted.AFTER_REVEAL);
    }

    @Test
    void votesOnAPairThatWasDrawnBeforeThisWasRuledOutCountNoMore() {
        StationData station = scene.stationWithTold(StationKind.SIMULATOR);
        ComparisonData before = ready(station, scene.told());
        await(sql.preparedQuery("UPDATE comparison SET drawn_by = 'PLATFORM' WHERE id = $1")
                .execute(Tuple.of(before.id().value())));
        Reveal reveal = rig.vote(before, Lab.someone(), Choice.LEFT);
        assertThat(reveal.own().orElseThrow().notCounted()).contains(NotCounted.TOLD_POLICY);
        assertThat(reveal.tally()).isEmpty();
        assertThat(reveal.uncounted()).isEqualTo(1);
    }

    private ComparisonData ready(StationData station, String other) {
        ComparisonData comparison = rig.compare(ask, Lab.someone(), scene.learned(), other);
        rig.runBoth(comparison, station);
        await(comparisons.keep());
        return rig.state(comparison);
    }

    private Optional<NotCounted> notCounted(ComparisonData comparison, Author voter) {
        return rig.vote(comparison, voter, Choice.LEFT).own().orElseThrow().notCounted();
    }
}
