package dev.parley.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.plan.Parting;
import dev.parley.core.analysis.plan.Precision;
import dev.parley.core.analysis.versus.Watch;
import dev.parley.core.plan.Apart;
import dev.parley.core.plan.Fleet;
import dev.parley.core.plan.Known;
import dev.parley.core.plan.Plan;
import dev.parley.core.plan.SavingWish;
import dev.parley.core.plan.Wish;
import dev.parley.core.result.Judge;
import dev.parley.core.result.Measured;
import dev.parley.core.result.Pace;
import dev.parley.core.result.Sample;
import dev.parley.core.result.Version;
import dev.parley.core.station.StationKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PlanLookTest {
    private static final Fleet FLEET = new Fleet(2, 4, Optional.of(new Pace(Duration.ofSeconds(45), 120)), 0.4);

    private static Known known(String title, int done, int judged) {
        return new Known(
                title,
                new Measured(
                        new Version("arm", "ab".repeat(32)), new Counts(done, judged), 0, 2, 1, 1, Optional.empty()),
                new Precision(320, 380));
    }

    private static PlanLook look(Optional<Apart> apart, Fleet fleet, List<Plan.Choice> policies) {
        Wish wish = new Wish(
                Optional.of("arm"),
                Optional.of("claw"),
                new Sample(StationKind.SIMULATOR, Judge.SCENE, Optional.of("bench"), Optional.empty()));
        Plan plan = new Plan(
                wish,
                policies,
                List.of(),
                Optional.of(known("Arm", 30, 40)),
                Optional.of(known("Claw", 10, 40)),
                apart,
                fleet);
        return new PlanLook(plan, List.of(), new SavingLook(SavingWish.EXAMPLE, true, Optional.empty()));
    }

    private static Apart apart(Watch.Verdict verdict) {
        return new Apart(
                new Parting.SoFar(40, 12, 3),
                6.4,
                0.08,
                40,
                verdict,
                new Parting(OptionalInt.of(31), OptionalInt.empty(), 0.7, 0.69, 2000),
                Apart.Basis.BLOCKS);
    }

    @Test
    void numberOfEpisodesComesWithItsCostOnTodaysStations() {
        PlanLook look = look(Optional.empty(), FLEET, List.of());
        KnownLook row = look.rows().getFirst();

        assertThat(row.rate()).isEqualTo("75 % (60 to 86) of 40");
        assertThat(row.more()).isEqualTo("320 episodes");
        // 320 of 45 s are 4 h; on four places at two fifths of their time 2 h 30 min.
        assertThat(row.cost()).isEqualTo("4.0 robot-hours, about 2 h 30 min until the last has ended");
        assertThat(row.rest()).contains("2 more ended for other causes");
        assertThat(look.fleet())
                .contains("2 stations with 4 places take")
                .contains("45 s")
                .contains("40 %");
        assertThat(look.api())
                .isEqualTo("/api/v1/plan?policy=arm&against=claw&body=simulator&judge=scene&sceneId=bench");
    }

    @Test
    void withoutStationsAndMeasurementsThatIsSaid() {
        PlanLook look = look(Optional.empty(), new Fleet(0, 0, Optional.empty(), 0.4), List.of());
        assertThat(look.fleet()).contains("No station").contains("No such episode");
        assertThat(look.rows().getFirst().cost()).contains("not known");
        assertThat(look.apart()).isEmpty();
    }

    @Test
    void twoThatAreNotToldApartYetHaveAForecast() {
        ApartLook apart = look(Optional.of(apart(Watch.Verdict.OPEN)), FLEET, List.of())
                .apart()
                .orElseThrow();
        assertThat(apart.decided()).isFalse();
        assertThat(apart.soFar())
                .startsWith("40 pairs")
                .contains("Arm alone did it in 12")
                .contains("40 to 1 decides");
        assertThat(apart.half()).isEqualTo("31 more pairs, 62 episodes");
        assertThat(apart.mostly()).isEqualTo("more than 2,000 pairs");
        assertThat(look(Optional.of(apart(Watch.Verdict.SECOND)), FLEET, List.of())
                        .apart()
                        .orElseThrow()
                        .verdict())
                .startsWith("Claw is better");
    }

    @Test
    void simulationIsOfWhatWasMeasuredOrAnExample() {
        Plan measured = look(
                        Optional.empty(),
                        FLEET,
                        List.of(
                                new Plan.Choice("a", "A", "ab", 9, 10),
                                new Plan.Choice("b", "B", "cd", 4, 10),
                                new Plan.Choice("c", "C", "ef", 1, 2)))
                .plan();
        SavingWish wish = PlanPage.wish(measured).orElseThrow();
        assertThat(wish.percents()).containsExactly(86, 41);
        assertThat(wish.episodes()).isEqualTo(200);
        assertThat(PlanPage.wish(look(Optional.empty(), FLEET, List.of()).plan()))
                .isEmpty();
    }
}
