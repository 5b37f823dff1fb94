package dev.parley.scheduler.matching;

import dev.parley.core.event.Events;
import dev.parley.scheduler.Roles;
import dev.parley.scheduler.SchedulerConfig;
import dev.parley.scheduler.queue.QueueUpkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Starts and ends the loop with the server, where it has the role. */
@ApplicationScoped
class MatcherStart {
    private final Roles roles;
    private final Matcher matcher;
    private final QueueUpkeep upkeep;
    private final Events events;
    private final SchedulerConfig config;
    private final Clock clock;
    private @Nullable MatcherLoop loop;

    @Inject
    MatcherStart(Roles roles, Matcher matcher, QueueUpkeep upkeep, Events events, SchedulerConfig config, Clock clock) {
        this.roles = roles;
        this.matcher = matcher;
        this.upkeep = upkeep;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (roles.scheduler()) {
            loop = new MatcherLoop(matcher, upkeep, events, config.sweepEvery(), config.reconcileEvery(), clock);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        MatcherLoop running = loop;
        if (running != null) {
            running.close();
        }
    }
}
