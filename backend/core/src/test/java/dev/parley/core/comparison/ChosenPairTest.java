package dev.parley.core.comparison;

import static dev.parley.core.support.ComparisonRig.refused;
import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.ComparisonId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two policies that the asker named: compared like any other, and counted in a stratum of their own. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ChosenPairTest {
    @Inject
    Lab lab;

    @Inject
    ComparisonRig rig;

    @Inject
    Comparisons comparisons;

    @Inject
    Turns turns;

    private StationData station;

    @BeforeEach
    void aStation() {
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void chosenPoliciesAreAStratumThatEntersNoRanking() {
        ComparisonData comparison = rig.compare(Lab.someone(), "tabletop-bc", "scripted-expert");
        assertThat(comparison.drawnBy()).isEqualTo(DrawnBy.ASKER);
        assertThat(await(turns.ofPrompt(comparison.prompt())).stream().map(TurnData::policyName))
                .containsExactlyInAnyOrder("tabletop-bc", "scripted-expert");
        rig.runBoth(comparison, station);
        await(comparisons.keep());
        Reveal reveal = rig.vote(comparison, Lab.someone(), Choice.RIGHT);
        assertThat(reveal.own().orElseThrow().notCounted()).contains(NotCounted.CHOSEN_POLICIES);
        assertThat(reveal.pairPropensity()).isEqualTo(1);
        assertThat(reveal.tally()).isEmpty();
        assertThat(reveal.uncounted()).isEqualTo(1);
        refused(ErrorCode.BODY_MALFORMED, () -> rig.compare(Lab.someone(), "tabletop-bc", "tabletop-bc"));
        refused(ErrorCode.BODY_MALFORMED, () -> rig.compare(Lab.someone(), "tabletop-bc"));
        refused(ErrorCode.POLICY_UNKNOWN, () -> rig.compare(Lab.someone(), "tabletop-bc", "nobody"));
        refused(ErrorCode.POLICY_DOES_NOT_FIT, () -> rig.compare(Lab.someone(), "tabletop-bc", "goal-seeker"));
        refused(ErrorCode.VOTE_MALFORMED, () -> Ballot.of(Choice.LEFT, List.of("pretty")));
        refused(
                ErrorCode.COMPARISON_UNKNOWN,
                () -> await(comparisons.vote(ComparisonId.random(), Lab.someone(), Ballot.of(Choice.LEFT, List.of()))));
    }
}
