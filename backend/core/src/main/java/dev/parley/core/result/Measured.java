package dev.parley.core.result;

import dev.parley.core.analysis.interval.Clustered;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import java.util.List;
import java.util.Optional;

/**
 * How one version did over a sample.
 *
 * @param unjudged that ended properly and this judge said nothing of
 * @param censored that ended for causes outside of the policy
 * @param askers people and studies that asked for those that count
 * @param stations places where they ran
 * @param clustered by asker, or by station of real bodies where that is wider; empty where there is one of each
 */
public record Measured(
        Version version,
        Counts counts,
        int unjudged,
        int censored,
        int askers,
        int stations,
        Optional<Clustered> clustered) {

    /**
     * @param askers counts of each asker, which sum to {@code counts}, as those of each station do
     * @param ofTheirOwn whether stations are clusters: bodies of their own, and not places where the same is computed
     */
    static Measured of(
            Version version,
            Counts counts,
            int unjudged,
            int censored,
            List<Counts> askers,
            List<Counts> stations,
            boolean ofTheirOwn) {
        Optional<Clustered> wider = Optional.empty();
        if (counts.episodes() > 0) {
            Clustered byAsker = Clustered.of(askers, Errors.USUAL);
            wider = Optional.of(ofTheirOwn ? Clustered.wider(byAsker, Clustered.of(stations, Errors.USUAL)) : byAsker)
                    .filter(found -> found.interval().isPresent());
        }
        return new Measured(version, counts, unjudged, censored, askers.size(), stations.size(), wider);
    }

    /** At 95 %: by clusters where there are at least two, else as if episodes were independent. */
    public Interval interval() {
        return clustered.flatMap(Clustered::interval).orElseGet(() -> Wilson.of(counts, Errors.USUAL));
    }

    /** How many episodes are worth one independent one, at least 1; 1 where clusters are too few to tell. */
    public double designEffect() {
        return clustered
                .filter(found -> found.clusters() >= Clustered.FEW)
                .map(Clustered::designEffect)
                .orElse(1.0);
    }

    /** Whether clusters are so few that their interval is unsure. */
    public boolean fewClusters() {
        return clustered.map(found -> found.clusters() < Clustered.FEW).orElse(false);
    }
}
