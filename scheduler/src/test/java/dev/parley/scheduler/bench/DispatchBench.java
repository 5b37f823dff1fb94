package dev.parley.scheduler.bench;

import dev.parley.contracts.StationId;
import dev.parley.scheduler.chain.Lab;
import dev.parley.scheduler.matching.Matcher;
import dev.parley.scheduler.queue.Picked;
import dev.parley.scheduler.queue.Requirement;
import dev.parley.scheduler.queue.TurnQueue;
import dev.parley.scheduler.queue.Vacancy;
import dev.parley.testing.EmbeddedServices;
import io.lettuce.core.RedisClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A hundred thousand waiting turns of ten thousand authors: decisions, committed assignments, memory, rebuild. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class DispatchBench {
    private static final int TURNS = 100_000;
    private static final int AUTHORS = 10_000;
    private static final int DECISIONS = 10_000;
    private static final int BATCH = 64;
    private static final int STATIONS = 32;
    private static final int SLOTS = 8;
    private static final int ROUNDS = 8;
    private static final int RUNS = 5;

    @Inject
    TurnQueue queue;

    @Inject
    Matcher matcher;

    @Inject
    Lab lab;

    @Inject
    Pool postgres;

    @ConfigProperty(name = "parley.redis.url")
    String redisUrl;

    @Test
    void aLongLine() {
        lab.startAnew();
        Figures.host();
        double empty = Baselines.emptyScript(redisUrl);
        double claims = Baselines.skipLocked(postgres);
        LongLine.write(postgres, TURNS, AUTHORS);
        rebuild();
        double single = Figures.repeated("fair decisions, one slot free at a time", "/s", RUNS, () -> decisions(1));
        Figures.ratio("decisions, two scripts each, to empty scripts", single, empty);
        double many = Figures.repeated("fair decisions, as the matcher takes them", "/s", RUNS, () -> decisions(BATCH));
        Figures.ratio("decisions to empty scripts", many, empty);
        LongLine.write(postgres, TURNS, AUTHORS);
        lab.flush();
        queue.requirements();
        for (int i = 0; i < STATIONS; i++) {
            lab.station("station " + i, SLOTS);
        }
        double committed = Figures.repeated("committed assignments, 1 scheduler", "/s", RUNS, this::assignments);
        Figures.ratio("assignments to SKIP LOCKED claim and done", committed, claims);
    }

    private void rebuild() {
        long before = memory();
        Figures.repeated("rebuild of 100,000 turns", "s", RUNS, () -> {
            lab.flush();
            long began = System.nanoTime();
            queue.requirements();
            return (System.nanoTime() - began) / 1e9;
        });
        lab.flush();
        queue.requirements();
        Figures.say("%-58s %10.1f MB", "Redis memory of 100,000 turns", (memory() - before) / 1e6);
    }

    /** Each picked for a free slot and taken out of the line. */
    private double decisions(int slotsFree) {
        lab.flush();
        List<Requirement> waiting = List.copyOf(queue.requirements());
        Vacancy vacancy = new Vacancy(StationId.random(), slotsFree, waiting);
        int decided = 0;
        long began = System.nanoTime();
        while (decided < DECISIONS) {
            List<Picked> picked = queue.pick(List.of(vacancy));
            queue.drop(picked);
            decided += picked.size();
        }
        return decided * 1e9 / (System.nanoTime() - began);
    }

    /** All slots filled, freed behind the scenes, and filled again. */
    private double assignments() {
        long took = 0;
        int offers = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long began = System.nanoTime();
            offers += matcher.match();
            took += System.nanoTime() - began;
            postgres.query("UPDATE turn SET state = 'DONE' WHERE state = 'ASSIGNED'")
                    .executeAndAwait();
            postgres.query("UPDATE assignment SET state = 'RELEASED' WHERE state = 'OFFERED'")
                    .executeAndAwait();
        }
        if (offers != ROUNDS * STATIONS * SLOTS) {
            throw new IllegalStateException("offered " + offers + " instead of all slots " + ROUNDS + " times");
        }
        return offers * 1e9 / took;
    }

    private long memory() {
        RedisClient client = RedisClient.create(redisUrl);
        try (var connection = client.connect()) {
            String used = connection
                    .sync()
                    .info("memory")
                    .lines()
                    .filter(line -> line.startsWith("used_memory:"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(used.substring("used_memory:".length()).strip());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
