package dev.parley.core.instead;

import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.prompt.PolicyFit;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.station.WantedBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where in simulation an ask would begin soon. Everybody who is turned away asks at the same time, so one look serves a second. */
@ApplicationScoped
class FreeScenes {
    private static final int MOST = 2;
    private static final int MOST_LOOKED_AT = 12;
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Scenes scenes;
    private final Policies policies;
    private final Stations stations;
    private final WaitEstimates waits;
    private final SharedReads<Boolean, List<Instead.Free>> free;

    @Inject
    FreeScenes(Scenes scenes, Policies policies, Stations stations, WaitEstimates waits, ReactiveBridge bridge) {
        this.scenes = scenes;
        this.policies = policies;
        this.stations = stations;
        this.waits = waits;
        free = new SharedReads<>(bridge, this::look, found -> FRESH, 2, found -> 1);
    }

    /** @param words whether it is said in words, or shown */
    Uni<List<Instead.Free>> now(Optional<String> without, boolean words) {
        return free.get(words)
                .map(found -> found.stream()
                        .filter(scene -> without.filter(scene.sceneId()::equals).isEmpty())
                        .limit(MOST)
                        .toList());
    }

    private Uni<List<Instead.Free>> look(boolean words) {
        return scenes.all()
                .chain(all -> policies.all()
                        .chain(known -> stations.all()
                                .chain(there -> Multi.createFrom()
                                        .iterable(all.stream()
                                                .filter(scene ->
                                                        there.stream().anyMatch(station -> simulates(station, scene)))
                                                .flatMap(scene -> policy(scene, known, words).stream()
                                                        .map(policy -> new Choice(scene, policy)))
                                                .limit(MOST_LOOKED_AT)
                                                .toList())
                                        .onItem()
                                        .transformToUniAndConcatenate(choice -> waits.ifAskedNow(
                                                        choice.scene().id(),
                                                        choice.policy().name(),
                                                        Optional.of(WantedBody.SIMULATION))
                                                .map(choice::met))
                                        .collect()
                                        .asList())))
                .map(found -> found.stream()
                        .filter(scene -> scene.expected()
                                .estimate()
                                .filter(range -> range.p90().compareTo(SOON) <= 0)
                                .isPresent())
                        .sorted(Comparator.comparing(scene ->
                                scene.expected().estimate().orElseThrow().p90()))
                        .toList());
    }

    private static boolean simulates(StationData station, SceneData scene) {
        return station.kind() == StationKind.SIMULATOR
                && station.takesWork()
                && station.sceneIds().contains(scene.id());
    }

    /** A learned one where there is one: it is what most people come for. */
    private static Optional<PolicyData> policy(SceneData scene, List<PolicyData> known, boolean words) {
        return new PolicyFit(scene, words, !words)
                .fitting(known).stream()
                        .min(Comparator.comparing(policy -> !policy.kind().equals("learned")));
    }

    private record Choice(SceneData scene, PolicyData policy) {
        Instead.Free met(WaitEstimates.Wait wait) {
            return new Instead.Free(scene.id(), scene.title(), policy.name(), wait);
        }
    }
}
