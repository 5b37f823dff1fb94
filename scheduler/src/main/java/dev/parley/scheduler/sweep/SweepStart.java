package dev.parley.scheduler.sweep;

import dev.parley.scheduler.Roles;
import dev.parley.scheduler.SchedulerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Starts and ends the sweeps with the server, where it has the role. */
@ApplicationScoped
class SweepStart {
    private final Roles roles;
    private final Sweeper sweeper;
    private final SchedulerConfig config;
    private @Nullable SweepLoop loop;

    @Inject
    SweepStart(Roles roles, Sweeper sweeper, SchedulerConfig config) {
        this.roles = roles;
        this.sweeper = sweeper;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (roles.scheduler()) {
            loop = new SweepLoop(sweeper, config.sweepEvery());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        SweepLoop running = loop;
        if (running != null) {
            running.close();
        }
    }
}
