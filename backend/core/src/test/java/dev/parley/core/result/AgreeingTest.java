package dev.parley.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.result.Agreeing.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreeingTest {
    private static Point point(String name, Counts proxy, Counts end) {
        return new Point(new Version(name, "ab".repeat(32)), proxy, end);
    }

    @Test
    void orderThatIsTheSameHasNoViolation() {
        Agreeing found = Agreeing.of(List.of(
                point("a", new Counts(10, 100), new Counts(20, 100)),
                point("b", new Counts(50, 100), new Counts(60, 100)),
                point("c", new Counts(90, 100), new Counts(95, 100))));
        assertThat(found.faithfulness().orElseThrow().maximumRankViolation()).isZero();
        assertThat(found.faithfulness().orElseThrow().correlation().orElseThrow())
                .isGreaterThan(0.99);
        assertThat(found.spread().orElseThrow().maximumRankViolation().low()).isZero();
        assertThat(found.fewReal()).isFalse();
    }

    @Test
    void orderThatIsTurnedCostsWhatTheRatesDiffer() {
        Agreeing found = Agreeing.of(List.of(
                point("a", new Counts(90, 100), new Counts(2, 10)),
                point("b", new Counts(50, 100), new Counts(5, 10)),
                point("c", new Counts(10, 100), new Counts(9, 10))));
        // The largest differences that are the wrong way round: 0.7, 0.4 and 0.7.
        assertThat(found.faithfulness().orElseThrow().maximumRankViolation()).isCloseTo(0.6, within(1e-9));
        assertThat(found.fewReal()).isTrue();
    }

    @Test
    void whoHasNoEpisodeOnOneSideIsNoPointAndTwoSayNothing() {
        Agreeing found = Agreeing.of(List.of(
                point("a", new Counts(1, 2), new Counts(1, 2)),
                point("b", new Counts(1, 2), new Counts(1, 2)),
                point("c", new Counts(0, 0), new Counts(1, 2))));
        assertThat(found.points()).hasSize(2);
        assertThat(found.faithfulness()).isEmpty();
        assertThat(found.spread()).isEmpty();
    }

    @Test
    void whoHasOneOrTwoEpisodesOnOneSideIsNotShown() {
        Agreeing found = Agreeing.shown(List.of(
                point("a", new Counts(1, 3), new Counts(1, 3)),
                point("b", new Counts(1, 2), new Counts(1, 30)),
                point("c", new Counts(1, 30), new Counts(0, 1))));
        assertThat(found.points()).hasSize(1);
        assertThat(Shown.tells(new Counts(1, 2))).isTrue();
        assertThat(Shown.tells(new Counts(1, 3))).isFalse();
        assertThat(Shown.tells(new Counts(0, 0))).isFalse();
        assertThat(Shown.rate(new Counts(0, 0))).isFalse();
    }

    @Test
    void roundsGrowFewerWithManyVersions() {
        assertThat(Agreeing.rounds(3)).isEqualTo(1000);
        assertThat(Agreeing.rounds(200)).isEqualTo(500);
        assertThat(Agreeing.rounds(100_000)).isEqualTo(100);
    }

    @Test
    void belowTenPairsSimulationMakesNothingSurer() {
        Version version = new Version("a", "ab".repeat(32));
        SimReal few = SimReal.of(List.of(new TwinCells(version, 4, 2, 1, 2, 100, 60, 3)));
        SimReal enough = SimReal.of(List.of(new TwinCells(version, 12, 2, 2, 4, 200, 130, 0)));

        assertThat(few.rows().getFirst().powered()).isEmpty();
        assertThat(few.pairs()).isEqualTo(9);
        // The published fixture of 20 pairs and 200 further runs.
        assertThat(enough.rows().getFirst().powered().orElseThrow().interval().low())
                .isCloseTo(0.482739, within(1e-6));
        assertThat(enough.rows().getFirst().powered().orElseThrow().interval().high())
                .isCloseTo(0.826088, within(1e-6));
        assertThat(enough.rows().getFirst().realOnly().width())
                .isGreaterThan(enough.rows()
                        .getFirst()
                        .powered()
                        .orElseThrow()
                        .interval()
                        .width());
    }

    /** Simulated as often as it was done on robots in both tasks; people just simulate the harder one more. */
    @Test
    void taskThatIsSimulatedMostStandsForNoOther() {
        Version version = new Version("a", "ab".repeat(32));
        TwinCells easy = new TwinCells(version, 10, 0, 0, 0, 20, 20, 0);
        TwinCells hard = new TwinCells(version, 3, 1, 1, 5, 2000, 800, 0);
        SimReal.Row row = SimReal.of(List.of(easy, hard)).rows().getFirst();

        assertThat(row.cells().pairs()).isEqualTo(20);
        assertThat(row.cells().further()).isEqualTo(2020);
        assertThat(row.powered().orElseThrow().rate()).isCloseTo(0.7, within(0.01));
        assertThat(row.powered().orElseThrow().weight()).isPositive();
        // Further runs of one of two tasks make up for none of the other.
        TwinCells alone = new TwinCells(version, 3, 1, 1, 5, 0, 0, 0);
        assertThat(SimReal.of(List.of(easy, alone))
                        .rows()
                        .getFirst()
                        .powered()
                        .orElseThrow()
                        .weight())
                .isZero();
    }

    @Test
    void taskThatNobodyTriedStaysInTheRateAndIsSaid() {
        Version version = new Version("a", "ab".repeat(32));
        List<Tally> tallies = List.of(
                new Tally(version, "bench", "lift", new Counts(9, 10), 0, 1),
                new Tally(version, "bench", "push", new Counts(1, 90), 0, 0),
                new Tally(version, "bench", "gone", new Counts(5, 5), 0, 0),
                new Tally(new Version("b", "cd".repeat(32)), "bench", "lift", new Counts(0, 0), 0, 3));

        Weighed both = Weighed.of(tallies, List.of("lift", "push")).getFirst();
        assertThat(both.counts()).isEqualTo(new Counts(10, 100));
        assertThat(both.stratified().rate()).isCloseTo((0.9 + 1 / 90.0) / 2, within(1e-12));
        assertThat(both.stratified().uncovered()).isZero();
        assertThat(both.censored()).isEqualTo(1);

        Weighed half = Weighed.of(tallies, List.of("lift", "throw")).getFirst();
        assertThat(half.stratified().rate()).isCloseTo((0.9 + 0.5) / 2, within(1e-12));
        assertThat(half.stratified().uncovered()).isCloseTo(0.5, within(1e-12));
        assertThat(half.stratified().interval().width()).isGreaterThan(0.5);
        assertThat(Weighed.of(tallies, List.of("lift")))
                .as("who did nothing has no rate")
                .hasSize(1);
    }
}
