package dev.parley.core.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.canary.CanaryDrift.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanaryDriftTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

    private final List<CanaryDay> days = new ArrayList<>();

    @Test
    void firstDaysSayWhatIsUsual() {
        days(13, 5, 0);
        assertThat(drift().verdict()).isEqualTo(Verdict.LEARNING);
        assertThat(drift().baselineDays()).isEqualTo(13);
        days(1, 3, 2);

        CanaryDrift drift = drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.AS_USUAL);
        assertThat(drift.baseline().successes()).isEqualTo(68);
        assertThat(drift.baseline().episodes()).isEqualTo(70);
        // Lower end of the exact interval of 68 of 70.
        assertThat(drift.surely()).isCloseTo(0.9006, within(5e-4));
        assertThat(drift.evidence()).isZero();
    }

    @Test
    void yearOfUsualDaysStaysUsual() {
        days(14, 4, 1);
        for (int i = 0; i < 100; i++) {
            days(1, 4, 1);
            days(1, 5, 0);
            days(1, 3, 2);
        }
        assertThat(drift().verdict()).isEqualTo(Verdict.AS_USUAL);
    }

    @Test
    void fallAfterMonthsIsSeenWithinDaysAndNamesTheDay() {
        days(14, 5, 0);
        days(90, 5, 0);
        days(3, 2, 3);
        days(5, 5, 0);

        CanaryDrift drift = drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.WORSE);
        assertThat(drift.since().orElseThrow()).isBetween(FIRST.plusDays(104), FIRST.plusDays(106));
    }

    @Test
    void whatIsNotThePolicysCountsNowhere() {
        days(14, 5, 0);
        for (int i = 0; i < 30; i++) {
            days.add(new CanaryDay(next(), 0, 0, 5, 0, 0, 0, List.of()));
            days.add(new CanaryDay(next(), 0, 0, 0, 5, 0, 0, List.of()));
            days.add(new CanaryDay(next(), 0, 0, 0, 0, 0, 5, List.of()));
        }
        assertThat(drift().verdict()).isEqualTo(Verdict.AS_USUAL);
        assertThat(drift().evidence()).isZero();
    }

    @Test
    void dayThatIsNotOverCountsNotYet() {
        days(14, 5, 0);
        days.add(new CanaryDay(next(), 0, 4, 0, 0, 1, 0, List.of()));
        assertThat(drift().verdict()).isEqualTo(Verdict.AS_USUAL);
        days.removeLast();
        days.add(new CanaryDay(next(), 0, 5, 0, 0, 0, 0, List.of()));
        assertThat(drift().verdict()).isEqualTo(Verdict.WORSE);
    }

    @Test
    void whatWasNeverDoneCannotBecomeWorse() {
        days(14, 0, 5);
        days(30, 0, 5);
        assertThat(drift().verdict()).isEqualTo(Verdict.TOO_HARD);
    }

    @Test
    void daysFromBeforeTheBaselineBeganAnewCountForNothing() {
        days(14, 5, 0);
        days(10, 0, 5);
        assertThat(drift().verdict()).isEqualTo(Verdict.WORSE);
        LocalDate anew = next();
        days(14, 3, 2);
        CanaryDrift drift = CanaryDrift.of(days, anew, 14, 1000);
        assertThat(drift.verdict()).isEqualTo(Verdict.AS_USUAL);
        assertThat(drift.baseline().successes()).isEqualTo(42);
    }

    private CanaryDrift drift() {
        return CanaryDrift.of(days, FIRST, 14, 1000);
    }

    private void days(int count, int done, int failed) {
        for (int i = 0; i < count; i++) {
            days.add(new CanaryDay(next(), done, failed, 0, 0, 0, 0, List.of()));
        }
    }

    private LocalDate next() {
        return FIRST.plusDays(days.size());
    }
}
