package dev.parley.core.rest.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.core.event.Events;
import dev.parley.core.rest.stream.StreamConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What changes on pages that anybody reads. One subscription to events and one look a second serve every stream of this
 * replica; each piece of news is complete, so a browser that reads slowly may miss all but the last.
 */
@ApplicationScoped
class EpisodeNews {
    private static final int MOST_COUNTED = 100;

    private final CrowdEpisodes crowd;
    private final Events events;
    private final Duration every;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();
    private final List<Events.Subscription> heard = new ArrayList<>();

    /** One open stream. Not a record: two streams of one episode are two. */
    private static final class Listener {
        private final Optional<EpisodeId> episode;
        private final Runnable look;

        Listener(Optional<EpisodeId> episode, Runnable look) {
            this.episode = episode;
            this.look = look;
        }
    }

    /** What a page can tell from it: how many run, whether there is a newer episode, how its own stands. */
    @Schema(description = "running counts to 100; newest and state may be absent.")
    record News(
            int running, @Nullable String newest, @Nullable EpisodeState state) {}

    @Inject
    EpisodeNews(CrowdEpisodes crowd, Events events, StreamConfig config) {
        this.crowd = crowd;
        this.events = events;
        this.every = config.newsEvery();
    }

    void listen(@Observes StartupEvent started) {
        heard.add(events.subscribe(this::heard));
        heard.add(events.onGap(this::tellAll));
    }

    /** As it is now, then every change, until the subscriber goes. */
    Multi<News> of(Optional<EpisodeId> episode) {
        return Multi.createFrom()
                .<Boolean>emitter(
                        emitter -> {
                            Listener listener = new Listener(episode, () -> emitter.emit(true));
                            listeners.add(listener);
                            emitter.onTermination(() -> listeners.remove(listener));
                            // Registered first, then looked: nothing in between is missed.
                            listener.look.run();
                        },
                        BackPressureStrategy.LATEST)
                .onItem()
                .transformToUniAndConcatenate(ignored -> now(episode))
                .skip()
                .repetitions();
    }

    private void heard(DomainEvent event) {
        if (event.aggregate() != Aggregate.EPISODE || listeners.isEmpty()) {
            return;
        }
        for (Listener listener : listeners) {
            if (listener.episode.filter(id -> id.value().equals(event.id())).isPresent()) {
                listener.look.run();
            }
        }
        // Several facts are recorded for one thing that people see happen; everybody looks once for all of them.
        if (due.compareAndSet(false, true)) {
            Infrastructure.getDefaultWorkerPool().schedule(this::tellAll, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tellAll() {
        due.set(false);
        crowd.lookAgain();
        listeners.forEach(listener -> listener.look.run());
    }

    @PreDestroy
    void stop() {
        heard.forEach(Events.Subscription::close);
    }

    private Uni<News> now(Optional<EpisodeId> episode) {
        return crowd.search(EpisodeSearch.open(MOST_COUNTED))
                .flatMap(open -> crowd.search(EpisodeSearch.newest(1))
                        .flatMap(newest -> episode.map(id -> crowd.find(id).map(found -> news(open, newest, found)))
                                .orElseGet(() -> Uni.createFrom().item(news(open, newest, Optional.empty())))));
    }

    private static News news(List<EpisodeData> open, List<EpisodeData> newest, Optional<EpisodeData> own) {
        return new News(
                open.size(),
                newest.isEmpty() ? null : newest.getFirst().id().toString(),
                own.filter(episode -> !episode.sealed()).map(EpisodeData::state).orElse(null));
    }
}
