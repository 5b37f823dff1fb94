package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.core.event.Events;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A camera in the real world is shown to everybody from the moment its scene is set until the episode ends: before and after that
 * people are at work in front of it. Operators watch at any time. Where it cannot be told, nobody is shown anything.
 */
@ApplicationScoped
class RealCameras implements PublicMoments {
    private static final Logger LOG = Logger.getLogger(RealCameras.class);

    private final CrowdEpisodes episodes;
    private final LiveService live;
    private final Events events;
    private final List<Events.Subscription> heard = new ArrayList<>();

    @Inject
    RealCameras(CrowdEpisodes episodes, LiveService live, Events events) {
        this.episodes = episodes;
        this.live = live;
        this.events = events;
    }

    void listen(@Observes StartupEvent started) {
        heard.add(events.subscribe(this::changed));
        heard.add(events.onGap(() -> live.watched().forEach(this::look)));
    }

    @Override
    public Uni<Void> require(EpisodeId id) {
        return episodes.find(id)
                .invoke(found -> found.filter(episode -> !episode.publicNow()).ifPresent(episode -> {
                    throw new ParleyException(
                            ErrorCode.NOT_LIVE,
                            "A camera in a lab is shown from the moment the scene is set until the episode ends; episode %s is %s."
                                    .formatted(id, episode.state()));
                }))
                .replaceWithVoid();
    }

    private void changed(DomainEvent event) {
        if (event.aggregate() == Aggregate.EPISODE) {
            EpisodeId episode = new EpisodeId(event.id());
            if (live.watched().contains(episode)) {
                look(episode);
            }
        }
    }

    /** Whoever watches what is not public any more is let go of. */
    private void look(EpisodeId id) {
        episodes.find(id)
                .chain(found -> found.filter(episode -> !episode.publicNow()).isPresent()
                        ? live.endPublic(id)
                        : Uni.createFrom().voidItem())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "episode %s may be watched longer than its scene is public: %s",
                                id, failure.getMessage()));
    }

    @PreDestroy
    void stop() {
        heard.forEach(Events.Subscription::close);
    }
}
