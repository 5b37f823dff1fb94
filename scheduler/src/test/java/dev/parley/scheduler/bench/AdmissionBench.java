package dev.parley.scheduler.bench;

import dev.parley.scheduler.chain.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** How many prompts a second are committed, with everything that an admission does, while the scheduler indexes them. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(NoLimits.class)
class AdmissionBench {
    private static final Duration RUN = Duration.ofSeconds(5);
    private static final int RUNS = 5;
    /** Until the compiler, which takes half a core for that long, has done most of its work. */
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    @Inject
    Lab lab;

    @Inject
    Pool postgres;

    @ConfigProperty(name = "parley.redis.url")
    String redisUrl;

    @Test
    void admissionsPerSecond() {
        lab.startAnew();
        Figures.host();
        double baseline = Baselines.insertCommit(postgres);
        Crowd crowd = new Crowd(10_000);
        Clients.perSecond(8, WARM_UP, client -> lab.ask(crowd.anybody()));
        lab.startAnew();
        for (int clients : new int[] {8, 64}) {
            Profile.during(postgres, redisUrl, () -> measure(clients, crowd, baseline));
        }
        Baselines.insertCommit(postgres);
        Figures.say("waiting at the end: %,d", waiting());
    }

    private void measure(int clients, Crowd crowd, double baseline) {
        long before = waiting();
        Duration here = Processor.here();
        Duration beside = Processor.beside();
        double admitted = Figures.repeated(
                "durable admissions, %d clients".formatted(clients),
                "/s",
                RUNS,
                () -> Clients.perSecond(clients, RUN, client -> lab.ask(crowd.anybody())));
        Figures.ratio("admissions to bare insert-commits", admitted, baseline);
        double each = 1e3 * (waiting() - before);
        Figures.say(
                "processor time an admission: %.2f ms here, %.2f ms PostgreSQL and Redis",
                Processor.here().minus(here).toNanos() / 1e3 / each,
                Processor.beside().minus(beside).toNanos() / 1e3 / each);
    }

    private long waiting() {
        return postgres.query("SELECT count(*) FROM turn WHERE state = 'WAITING'")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
