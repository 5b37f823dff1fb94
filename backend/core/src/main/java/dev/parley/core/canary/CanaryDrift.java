package dev.parley.core.canary;

import dev.parley.core.analysis.drift.FellBelow;
import dev.parley.core.analysis.interval.ClopperPearson;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Errors;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Whether a canary does worse than in its first days. Of these the lower end of the exact interval at 95 % (Clopper and Pearson 1934) is
 * what it surely did; whole days after them are watched by {@link FellBelow} against it. So with the chance of 97.5 % that the first days
 * were not luckier than that, days go by between two false alarms, on average, as many as the settings say.
 *
 * @param baselineDays that are taken or wait to be taken
 * @param baseline tries of these days that were judged
 * @param surely the lower end; 0 where none was done
 * @param evidence that it fell below it
 * @param since the day at which that was enough
 */
public record CanaryDrift(
        Verdict verdict, int baselineDays, Counts baseline, double surely, double evidence, Optional<LocalDate> since) {

    /** In words that a lab can act on. */
    public enum Verdict {
        /** The first days are not over. */
        LEARNING,
        AS_USUAL,
        /** Worse than in its first days. */
        WORSE,
        /** It was hardly ever done in its first days: nothing could be worse. */
        TOO_HARD
    }

    /**
     * @param days in order
     * @param from days before it count for nothing
     */
    static CanaryDrift of(List<CanaryDay> days, LocalDate from, int baselineDays, int falseAlarmEveryDays) {
        List<CanaryDay> counting = days.stream()
                .filter(day -> !day.day().isBefore(from) && day.whole() && day.judged() > 0)
                .toList();
        List<CanaryDay> first = counting.subList(0, Math.min(baselineDays, counting.size()));
        Counts baseline = new Counts(
                first.stream().mapToInt(CanaryDay::done).sum(),
                first.stream().mapToInt(CanaryDay::judged).sum());
        if (first.size() < baselineDays) {
            return new CanaryDrift(Verdict.LEARNING, first.size(), baseline, 0, 0, Optional.empty());
        }
        double surely = ClopperPearson.of(baseline, Errors.USUAL).low();
        if (surely <= 0) {
            return new CanaryDrift(Verdict.TOO_HARD, first.size(), baseline, 0, 0, Optional.empty());
        }
        FellBelow watch = new FellBelow(surely, falseAlarmEveryDays);
        for (CanaryDay day : counting.subList(baselineDays, counting.size())) {
            if (watch.add(day.done(), day.failed())) {
                return new CanaryDrift(
                        Verdict.WORSE, first.size(), baseline, surely, watch.evidence(), Optional.of(day.day()));
            }
        }
        return new CanaryDrift(Verdict.AS_USUAL, first.size(), baseline, surely, watch.evidence(), Optional.empty());
    }
}
