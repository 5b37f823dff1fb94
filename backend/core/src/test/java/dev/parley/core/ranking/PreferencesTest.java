package dev.parley.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.ranking.Preferences.Collector;
import org.junit.jupiter.api.Test;

class PreferencesTest {
    @Test
    void sidesDoNotMatterAndBothBadIsATie() {
        Collector collector = new Collector();
        collector.add(0, 0, 1, Choice.LEFT, 1);
        collector.add(1, 1, 0, Choice.RIGHT, 1);
        collector.add(1, 1, 0, Choice.LEFT, 1);
        collector.add(2, 0, 1, Choice.BOTH_BAD, 1);
        collector.add(2, 1, 0, Choice.TIE, 1);
        Preferences cast = collector.collected();
        assertThat(cast.sums()).containsExactly(2, 1, 2);
        assertThat(cast.votes()).isEqualTo(5);
        assertThat(cast.voters()).isEqualTo(3);
    }

    @Test
    void votersAreCountedWithAllTheirVotesAndTheirWeights() {
        Collector collector = new Collector();
        collector.add(1, 0, 1, Choice.LEFT, 2);
        collector.add(0, 0, 1, Choice.LEFT, 1);
        collector.add(1, 1, 2, Choice.RIGHT, 0.5);
        Preferences cast = collector.collected();
        double[] sums = new double[6];
        cast.sums(new int[] {0, 3}, sums);
        assertThat(sums).containsExactly(new double[] {6, 0, 0, 0, 1.5, 0}, within(1e-12));
        cast.sums(new int[] {1, 0}, sums);
        assertThat(sums).containsExactly(1, 0, 0, 0, 0, 0);
    }

    @Test
    void moreVotesThanRoomForThemAreKept() {
        Votes votes = new Votes().pair(0, 1, 3000, 2000, 0);
        assertThat(votes.cast().sums()).containsExactly(3000, 2000, 0);
    }

    @Test
    void votesThatCannotBeAreRefused() {
        Collector collector = new Collector();
        assertThatThrownBy(() -> collector.add(0, 0, 0, Choice.TIE, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> collector.add(0, -1, 1, Choice.TIE, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> collector.add(-1, 0, 1, Choice.TIE, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> collector.add(0, 0, 1, Choice.TIE, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> collector.add(0, 0, 1, Choice.TIE, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pairsThatAreDrawnMoreOftenCountLessAndNoneTooMuch() {
        assertThat(PairWeight.of(1, 1)).isEqualTo(1);
        assertThat(PairWeight.of(1.0 / 6, 6)).isCloseTo(1, within(1e-12));
        assertThat(PairWeight.of(0.5, 6)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(PairWeight.of(0.2 / 6, 6)).isCloseTo(5, within(1e-12));
        assertThat(PairWeight.of(0.001, 6)).isEqualTo(5);
        assertThat(PairWeight.of(1, 19_900)).isEqualTo(0.2);
        assertThatThrownBy(() -> PairWeight.of(0, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairWeight.of(1.1, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairWeight.of(0.5, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
