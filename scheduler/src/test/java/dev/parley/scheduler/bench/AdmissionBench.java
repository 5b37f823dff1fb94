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
        for (int clients : new int[] {8, 64}) {
            Profile.during(postgres, redisUrl, () -> {
                double admitted = Figures.repeated(
                        "durable admissions, %d clients".formatted(clients),
                        "/s",
                        RUNS,
                        () -> Clients.perSecond(clients, RUN, client -> lab.ask(crowd.anybody())));
                Figures.ratio("admissions to bare insert-commits", admitted, baseline);
            });
        }
        Baselines.insertCommit(postgres);
        Figures.say("waiting at the end: %,d", waiting());
    }

    private long waiting() {
        return postgres.query("SELECT count(*) FROM turn WHERE state = 'WAITING'")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
