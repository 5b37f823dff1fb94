package dev.parley.core.family;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.station.StationKind;
import java.util.List;
import java.util.Optional;

/**
 * How the tries of one policy version ended, on one kind of body: simulated and real ones are never added up.
 *
 * @param done judged as done
 * @param judged that count: judged, or ended by the policy's own doing, which is not done
 * @param unjudged that ended properly and nobody has judged
 * @param censored that ended for causes outside of the policy: they count neither way
 */
public record Tries(
        String policyName,
        String policyDigest,
        StationKind stationKind,
        int done,
        int judged,
        int unjudged,
        int censored) {
    /** All of them together, under no policy's name. */
    public static Tries sum(StationKind kind, List<Tries> all) {
        List<Tries> same =
                all.stream().filter(tries -> tries.stationKind() == kind).toList();
        return new Tries(
                "",
                "",
                kind,
                same.stream().mapToInt(Tries::done).sum(),
                same.stream().mapToInt(Tries::judged).sum(),
                same.stream().mapToInt(Tries::unjudged).sum(),
                same.stream().mapToInt(Tries::censored).sum());
    }

    /** 95 % interval of the share that is done; empty where nothing was judged. */
    public Optional<Interval> interval() {
        return judged == 0 ? Optional.empty() : Optional.of(Wilson.of(done, judged));
    }
}
