package dev.parley.scheduler;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The clock of the machine, for servers that bring no other. */
@ApplicationScoped
class SystemClock {
    @Produces
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
