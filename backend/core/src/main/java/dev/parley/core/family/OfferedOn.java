package dev.parley.core.family;

import static java.util.stream.Collectors.toCollection;

import dev.parley.core.policy.PolicyData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** On which kinds of bodies a policy version can be asked: where a station may run it, whether it is in contact now or not. */
public final class OfferedOn {
    private OfferedOn() {}

    public static Set<StationKind> of(PolicyData policy, List<StationData> stations) {
        return stations.stream()
                .filter(station -> station.policyDigests().contains(policy.digest()))
                .map(StationData::kind)
                .collect(toCollection(() -> EnumSet.noneOf(StationKind.class)));
    }
}
