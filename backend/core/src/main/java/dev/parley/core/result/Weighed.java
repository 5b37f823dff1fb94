package dev.parley.core.result;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Stratified;
import dev.parley.core.analysis.interval.Stratum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one version did in a scene when each of its tasks weighs the same, however often people asked for it. The weights are
 * fixed by the scene and not by what was tried: a task that nobody tried stays in, with everything from 0 to 1.
 *
 * @param counts of all of its tasks together, as they came
 * @param stratified at 95 %
 */
public record Weighed(Version version, Counts counts, int censored, Stratified stratified) {

    /**
     * Of every version that did anything, best first.
     *
     * @param tallies of one scene
     * @param tasks of that scene, at least one
     */
    public static List<Weighed> of(List<Tally> tallies, List<String> tasks) {
        Map<Version, List<Tally>> versions = new LinkedHashMap<>();
        tallies.stream()
                .filter(tally -> tasks.contains(tally.taskId()))
                .forEach(tally -> versions.computeIfAbsent(tally.version(), any -> new ArrayList<>())
                        .add(tally));
        return versions.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue(), tasks))
                .filter(each -> each.counts().episodes() > 0)
                .sorted(Comparator.comparingDouble(
                                (Weighed each) -> -each.stratified().rate())
                        .thenComparing(each -> each.version().name()))
                .toList();
    }

    private static Weighed of(Version version, List<Tally> own, List<String> tasks) {
        List<Stratum> strata = tasks.stream()
                .map(task -> new Stratum(
                        own.stream()
                                .filter(tally -> tally.taskId().equals(task))
                                .map(Tally::counts)
                                .findFirst()
                                .orElse(new Counts(0, 0)),
                        1.0 / tasks.size()))
                .toList();
        return new Weighed(
                version,
                new Counts(
                        own.stream()
                                .mapToInt(tally -> tally.counts().successes())
                                .sum(),
                        own.stream()
                                .mapToInt(tally -> tally.counts().episodes())
                                .sum()),
                own.stream().mapToInt(Tally::censored).sum(),
                Stratified.of(strata, Errors.USUAL));
    }
}
