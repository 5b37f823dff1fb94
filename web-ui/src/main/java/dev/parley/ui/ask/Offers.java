package dev.parley.ui.ask;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.policy.Policies;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;

/** Reads what the Ask page offers; one query after the other, since they share one database session. */
@ApplicationScoped
class Offers {
    private final Scenes scenes;
    private final Policies policies;
    private final Stations stations;
    private final Episodes episodes;

    @Inject
    Offers(Scenes scenes, Policies policies, Stations stations, Episodes episodes) {
        this.scenes = scenes;
        this.policies = policies;
        this.stations = stations;
        this.episodes = episodes;
    }

    Uni<Offer> now() {
        return scenes.all()
                .flatMap(knownScenes -> policies.all()
                        .flatMap(knownPolicies -> stations.all()
                                .map(knownStations -> new Offer(knownScenes, knownPolicies, knownStations))));
    }

    /** The latest episode of a scene whose picture can stand for it. */
    Uni<Optional<EpisodeData>> pictured(String sceneId) {
        EpisodeSearch latest = new EpisodeSearch(
                Optional.empty(),
                EnumSet.of(EpisodeState.RUNNING, EpisodeState.TERMINATED, EpisodeState.TRUNCATED),
                Optional.of(sceneId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        return episodes.search(latest).map(found -> found.stream().findFirst());
    }
}
