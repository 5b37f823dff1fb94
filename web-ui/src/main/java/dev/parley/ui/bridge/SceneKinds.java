package dev.parley.ui.bridge;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether an ask in a scene runs in simulation or on a real robot; one read for everybody, so it may be five seconds old. */
@ApplicationScoped
public class SceneKinds {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SharedReads<String, Map<String, Set<StationKind>>> known;

    @Inject
    public SceneKinds(Stations stations, ReactiveBridge bridge) {
        known = new SharedReads<>(
                bridge, all -> stations.all().map(SceneKinds::byScene), found -> FRESH, 1, found -> 1);
    }

    /** Empty where no station has the scene, or stations of several kinds have it: then it is not known before one takes the ask. */
    public Uni<Optional<StationKind>> of(String sceneId) {
        return known.get("all").map(kinds -> {
            Set<StationKind> found = kinds.getOrDefault(sceneId, Set.of());
            return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
        });
    }

    static Map<String, Set<StationKind>> byScene(List<StationData> stations) {
        Map<String, Set<StationKind>> kinds = new HashMap<>();
        stations.forEach(station -> station.sceneIds()
                .forEach(scene -> kinds.computeIfAbsent(scene, first -> EnumSet.noneOf(StationKind.class))
                        .add(station.kind())));
        return kinds;
    }
}
