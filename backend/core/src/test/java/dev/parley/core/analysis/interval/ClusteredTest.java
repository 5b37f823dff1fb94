package dev.parley.core.analysis.interval;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.analysis.Reference;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusteredTest {
    private static final Reference ROW = Reference.of("rates").at("clustered");

    private static List<Counts> eight() {
        return ROW.all("clusters").stream()
                .map(Reference::counts)
                .map(one -> new Counts(one[0], one[1]))
                .toList();
    }

    @Test
    void eightPeople() {
        Clustered found = Clustered.of(eight(), 0.05);
        assertThat(found.rate()).isCloseTo(ROW.number("rate"), EXACT);
        assertThat(found.standardError()).isCloseTo(ROW.number("standardError"), EXACT);
        assertThat(found.designEffect()).isCloseTo(ROW.number("designEffect"), EXACT);
        assertThat(found.worth()).isCloseTo(ROW.number("worth"), EXACT);
        Interval interval = found.interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(ROW.numbers("interval")[0], EXACT);
        assertThat(interval.high()).isCloseTo(ROW.numbers("interval")[1], EXACT);
        assertThat(Clustered.jackknife(eight())).isCloseTo(ROW.number("jackknife"), EXACT);
        double student = Errors.student(0.05, 7);
        assertThat(student).isCloseTo(ROW.number("student"), EXACT);
        assertThat(found.rate() - student * found.standardError()).isCloseTo(ROW.numbers("plain")[0], EXACT);
        assertThat(found.rate() + student * found.standardError()).isCloseTo(ROW.numbers("plain")[1], EXACT);
    }

    @Test
    void oneEpisodeEachIsNoWiderThanStudentsQuantileMakesIt() {
        List<Counts> single = Collections.nCopies(40, new Counts(1, 1));
        Clustered mixed = Clustered.of(
                java.util.stream.Stream.concat(single.stream(), Collections.nCopies(20, new Counts(0, 1)).stream())
                        .toList(),
                0.05);
        assertThat(mixed.designEffect()).isBetween(1.0, 1.02);
        assertThat(mixed.worth()).isBetween(58.9, 60.0);
    }

    @Test
    void oneClusterSaysNothingAboutOthers() {
        assertThat(Clustered.of(List.of(new Counts(7, 10)), 0.05).interval()).isEmpty();
        assertThat(Clustered.of(List.of(new Counts(7, 10), new Counts(0, 0)), 0.05)
                        .interval())
                .isEmpty();
        assertThatThrownBy(() -> Clustered.of(List.of(new Counts(0, 0)), 0.05))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereAllEndedAlikeAClusterCountsOnce() {
        Clustered found = Clustered.of(List.of(new Counts(30, 30), new Counts(5, 5), new Counts(9, 9)), 0.05);
        assertThat(found.worth()).isEqualTo(3);
        assertThat(found.interval().orElseThrow().high()).isEqualTo(1);
        assertThat(found.interval().orElseThrow().low()).isLessThan(0.35);
    }

    @Test
    void theWiderOfTwoIsShown() {
        Clustered people = Clustered.of(eight(), 0.05);
        Clustered stations = Clustered.of(List.of(new Counts(9, 12), new Counts(9, 18)), 0.05);
        assertThat(Clustered.wider(people, stations)).isSameAs(stations);
        assertThat(Clustered.wider(stations, people)).isSameAs(stations);
    }
}
