package dev.parley.core.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.core.event.Events;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Episodes as crowds look at them: a thousand people who read the same one, or the same list, cost this replica one query a
 * second. An answer is at most a second old; a single episode is looked up anew at once after its own event.
 */
@ApplicationScoped
public class CrowdEpisodes {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int FIRST = 1;
    private static final int MOST_SINGLE = 2000;

    /** Episodes in all remembered lists together; one is about 2 KB. */
    private static final int MOST_LISTED = 5000;

    private final Events events;
    private final SharedReads<EpisodeId, Optional<EpisodeData>> single;
    private final SharedReads<EpisodeSearch, List<EpisodeData>> lists;
    private final List<Events.Subscription> heard = new ArrayList<>();

    @Inject
    CrowdEpisodes(Episodes episodes, Events events, ReactiveBridge bridge) {
        this.events = events;
        single = new SharedReads<>(bridge, episodes::find, found -> FRESH, MOST_SINGLE, found -> 1);
        lists = new SharedReads<>(
                bridge, search -> open(episodes, search), found -> FRESH, MOST_LISTED, found -> 1 + found.size());
    }

    private static Uni<List<EpisodeData>> open(Episodes episodes, EpisodeSearch search) {
        return episodes.search(search)
                .map(found ->
                        found.stream().filter(episode -> !episode.sealed()).toList());
    }

    /** At start, and so before any subscriber that looks again: it must find the old answer gone. */
    void listen(@Observes @Priority(FIRST) StartupEvent started) {
        heard.add(events.subscribe(this::changed));
        heard.add(events.onGap(single::forgetAll));
    }

    public Uni<Optional<EpisodeData>> find(EpisodeId id) {
        return single.get(id);
    }

    /** In this order, without those that are not there or are sealed. */
    public Uni<List<EpisodeData>> all(List<EpisodeId> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(ids.stream().map(this::find).toList())
                        .andFailFast()
                        .map(found -> found.stream()
                                .flatMap(Optional::stream)
                                .filter(episode -> !episode.sealed())
                                .toList());
    }

    /** Newest first, without sealed ones. */
    public Uni<List<EpisodeData>> search(EpisodeSearch search) {
        return lists.get(search);
    }

    /** Forgets lists, for whoever tells others that they changed. */
    public void lookAgain() {
        lists.forgetAll();
    }

    private void changed(DomainEvent event) {
        if (event.aggregate() == Aggregate.EPISODE || event.aggregate() == Aggregate.VOTE) {
            single.forget(new EpisodeId(event.id()));
        }
    }

    @PreDestroy
    void stop() {
        heard.forEach(Events.Subscription::close);
    }
}
