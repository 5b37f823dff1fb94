package dev.parley.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.family.FamilyData;
import dev.parley.core.family.FamilyId;
import dev.parley.core.family.Tries;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void rateHasItsIntervalAndItsCount() {
        Rate rate = new Rate(tries(StationKind.SIMULATOR, 7, 10, 0, 2), true);
        assertThat(rate.text()).isEqualTo("70 % done (40 to 89), 10 tries");
        assertThat(rate.rest()).contains("2 more");
    }

    @Test
    void fewTriesTellNothingWhileOutcomesAreHiddenSinceTheyWouldTellEach() {
        assertThat(new Rate(tries(StationKind.SIMULATOR, 2, 2, 0, 0), true).text())
                .isEqualTo("too few tries to say");
        assertThat(new Rate(tries(StationKind.SIMULATOR, 2, 3, 0, 0), true).measured())
                .isTrue();
        assertThat(new Rate(tries(StationKind.SIMULATOR, 1, 1, 0, 0), false).text())
                .isEqualTo("100 % done (21 to 100), 1 try");
    }

    @Test
    void nothingJudgedIsNoRate() {
        assertThat(new Rate(tries(StationKind.SIMULATOR, 0, 0, 0, 0), false).measured())
                .isFalse();
        assertThat(new Rate(tries(StationKind.SIMULATOR, 0, 0, 4, 0), false).text())
                .isEqualTo("nobody has judged it yet");
    }

    @Test
    void simulatedAndRealTriesAreNeverAddedUp() {
        FamilyRow row = FamilyRow.of(
                new FamilyData(
                        FamilyId.ofTask("bench", "lift"),
                        "bench",
                        Optional.of("lift"),
                        "lift it",
                        12,
                        1,
                        Instant.EPOCH,
                        List.of(
                                tries(StationKind.SIMULATOR, 3, 4, 0, 0),
                                tries(StationKind.SIMULATOR, 1, 4, 0, 0),
                                tries(StationKind.REAL_ROBOT, 0, 4, 0, 0))),
                "Bench",
                true);
        assertThat(row.asked()).isEqualTo("asked 12 times");
        assertThat(row.rates())
                .extracting(rate -> rate.tries().done() + " of " + rate.tries().judged())
                .containsExactly("4 of 8", "0 of 4");
    }

    private static Tries tries(StationKind kind, int done, int judged, int unjudged, int censored) {
        return new Tries("arm", "ab".repeat(32), kind, done, judged, unjudged, censored);
    }
}
