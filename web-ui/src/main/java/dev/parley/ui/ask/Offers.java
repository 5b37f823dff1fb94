package dev.parley.ui.ask;

import dev.parley.core.account.Author;
import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.owner.PolicyOwners;
import dev.parley.core.policy.Policies;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the Ask page offers, read once a second for everybody who has it open. */
@ApplicationScoped
class Offers {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final SharedReads<String, Offer> offers;
    private final CrowdEpisodes episodes;
    private final PolicyOwners owners;

    @Inject
    Offers(
            Scenes scenes,
            Policies policies,
            Stations stations,
            CrowdEpisodes episodes,
            PolicyOwners owners,
            ReactiveBridge bridge) {
        this.episodes = episodes;
        this.owners = owners;
        // One query after the other, since they share one database session.
        offers = new SharedReads<>(
                bridge,
                all -> scenes.all()
                        .flatMap(knownScenes -> policies.all()
                                .flatMap(knownPolicies -> stations.all()
                                        .map(knownStations -> new Offer(knownScenes, knownPolicies, knownStations)))),
                offer -> FRESH,
                1,
                offer -> 1);
    }

    Uni<Offer> now() {
        return offers.get("all");
    }

    /** Digests of what belongs to a lab of this visitor, which is not theirs to ask. Once a page: for most it is nothing. */
    Uni<Set<String>> ownOf(Author author) {
        return owners.ownedBy(author);
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
