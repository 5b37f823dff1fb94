package dev.parley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ParleyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SavingTest {
    private final SavingRuns runs = new SavingRuns();

    @AfterEach
    void stop() {
        runs.stop();
    }

    private Saving played(SavingWish wish) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> runs.look(wish).saving().isPresent());
        return runs.look(wish).saving().orElseThrow();
    }

    @Test
    void ruleOfTheStudySavesFortyOfAHundredEpisodesOfTheExample() {
        Saving saving = played(SavingWish.EXAMPLE);

        assertThat(saving.right()).isGreaterThan(0.9);
        assertThat(saving.share()).isGreaterThanOrEqualTo(0.4);
        assertThat(saving.shareLow()).isLessThanOrEqualTo(saving.share());
        assertThat(saving.shareHigh()).isGreaterThanOrEqualTo(saving.share());
        assertThat(saving.curve().getLast().episodes()).isEqualTo(600);
        assertThat(saving.curve().getLast().fixed()).isEqualTo(saving.right());
        // Ten points apart: the two best are planned for, and stopping saves as well.
        assertThat(saving.stopping().orElseThrow().found().saving()).isPositive();
    }

    @Test
    void twoThatNoStudyConfusesArePlayedToTheEnd() {
        Saving saving = played(new SavingWish(List.of(75, 20), 200));

        assertThat(saving.right()).isEqualTo(1);
        assertThat(saving.share()).isBetween(0.0, 1.0);
    }

    @Test
    void sameWishGivesTheSameNumbersOnAnyReplica() {
        SavingWish wish = new SavingWish(List.of(90, 50, 20), 60);
        SavingRuns another = new SavingRuns();
        try {
            Saving here = played(wish);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> another.look(wish).saving().isPresent());
            assertThat(another.look(wish).saving()).contains(here);
        } finally {
            another.stop();
        }
    }

    @Test
    void progressOnlyGrowsAndIsWholeAtTheEnd() {
        SavingWish wish = new SavingWish(List.of(60, 40), 100);
        List<Double> seen = new ArrayList<>();
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    seen.add(runs.look(wish).progress());
                    return runs.look(wish).saving().isPresent();
                });
        assertThat(seen).isSorted().allMatch(progress -> progress >= 0 && progress <= 1);
        assertThat(runs.look(wish).progress()).isEqualTo(1);
    }

    @Test
    void twoThatAreNearlyAlikeHaveNoPlanToStopEarly() {
        assertThat(played(new SavingWish(List.of(55, 50), 40)).stopping()).isEmpty();
    }

    @Test
    void asManyWaitAsMayAndTheNextIsRefused() {
        for (int i = 0; i < SavingRuns.MOST_WAITING; i++) {
            runs.look(new SavingWish(List.of(90 - i, 10), 1000));
        }
        assertThatThrownBy(() -> runs.look(new SavingWish(List.of(50, 10), 1000)))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining("5");
        // Whoever looks at one that waits is no newcomer.
        assertThat(runs.look(new SavingWish(List.of(90, 10), 1000)).progress()).isBetween(0.0, 1.0);
    }

    @Test
    void wishesOutsideOfWhatIsPlayedAreRefusedWithWhatIsRight() {
        assertThatThrownBy(() -> new SavingWish(List.of(50), 100)).hasMessageContaining("2 to 8");
        assertThatThrownBy(() -> new SavingWish(List.of(9, 8, 7, 6, 5, 4, 3, 2, 1), 100))
                .hasMessageContaining("2 to 8");
        assertThatThrownBy(() -> new SavingWish(List.of(101, 50), 100)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> new SavingWish(List.of(50, 50), 100)).hasMessageContaining("same per cent");
        assertThatThrownBy(() -> new SavingWish(List.of(70, 50), SavingWish.LEAST_EPISODES - 1))
                .hasMessageContaining("20 to 1000");
        assertThatThrownBy(() -> new SavingWish(List.of(70, 50), SavingWish.MOST_EPISODES + 1))
                .hasMessageContaining("20 to 1000");
        assertThat(new SavingWish(List.of(50, 70), SavingWish.MOST_EPISODES).rateText())
                .isEqualTo("0.70,0.50");
        assertThat(new SavingWish(List.of(0, 100), SavingWish.LEAST_EPISODES).rateText())
                .isEqualTo("1,0");
    }
}
