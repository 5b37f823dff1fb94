package dev.parley.scheduler.bench;

import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.chain.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * One author floods 50,000 prompts: how many episodes somebody else's first prompt waits longer, and how long admission
 * itself takes meanwhile. Once with the limits that hold by default, and once with a line of 50,000 turns that they let in.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(FloodBench.LongLines.class)
class FloodBench {
    private static final int PROMPTS = 50_000;
    private static final int CLIENTS = 16;
    private static final int OTHERS = 200;

    /** The limits on one author are the default's; lines may be as long as the load makes them. */
    public static final class LongLines implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.scheduler.admission.waiting-per-prefix", "1000000",
                    "parley.scheduler.admission.waiting-in-all", "1000000");
        }
    }

    @Inject
    Lab lab;

    @Inject
    Pool postgres;

    @Test
    void aFlood() {
        lab.startAnew();
        Figures.host();
        Author flooder = Lab.author("flood");
        Figures.percentiles("first prompts of others, nobody floods", firstPrompts());
        lab.startAnew();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<CompletableFuture<Void>> flood = IntStream.range(0, CLIENTS)
                .mapToObj(client ->
                        CompletableFuture.runAsync(() -> flood(flooder, sent, refused), Thread::startVirtualThread))
                .toList();
        Figures.percentiles("first prompts of others, 16 clients of one author flood", firstPrompts());
        flood.forEach(CompletableFuture::join);
        Figures.say("%,d prompts sent by one author, %,d refused by the limits", PROMPTS, refused.get());
        // Who only measured admission is gone: what is left in line is the flood.
        postgres.preparedQuery("UPDATE turn SET state = 'DONE' WHERE author <> $1")
                .executeAndAwait(Tuple.of(flooder.id().value()));
        lab.flush();
        episodesAhead("another network", Lab.author("elsewhere"));
        LongLine.write(postgres, PROMPTS, 1);
        postgres.query("UPDATE scheduler_fair_turn SET network_prefix = 'flood'")
                .executeAndAwait();
        lab.flush();
        episodesAhead("another network, 50,000 turns in line", Lab.author("elsewhere"));
        episodesAhead("the same network, 50,000 turns in line", Lab.author("flood"));
    }

    private double[] firstPrompts() {
        double[] millis = new double[OTHERS];
        for (int i = 0; i < OTHERS; i++) {
            long began = System.nanoTime();
            lab.ask(Lab.author("net-" + i));
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        return millis;
    }

    private void flood(Author flooder, AtomicInteger sent, AtomicInteger refused) {
        while (sent.incrementAndGet() <= PROMPTS) {
            try {
                lab.ask(flooder);
            } catch (ParleyException e) {
                if (e.code() != ErrorCode.RATE_LIMITED) {
                    throw e;
                }
                refused.incrementAndGet();
            }
        }
    }

    /** Serves one station, one episode after the other, until the newcomer's turn is next. */
    private void episodesAhead(String who, Author newcomer) {
        StationData station = lab.station("one", 1);
        lab.match();
        TurnData turn = lab.ask(newcomer);
        int ahead = 0;
        for (AssignmentData running = lab.open(station).getFirst();
                !running.turn().id().equals(turn.id());
                running = lab.open(station).getFirst()) {
            end(running.turn().id());
            lab.match();
            ahead++;
        }
        postgres.query("UPDATE station SET admission = 'PAUSED'").executeAndAwait();
        Figures.say("%-58s %d episode(s) before it, the one that ran included", who, ahead);
    }

    private void end(TurnId turn) {
        postgres.preparedQuery("UPDATE assignment SET state = 'RELEASED' WHERE turn_id = $1")
                .executeAndAwait(Tuple.of(turn.value()));
        postgres.preparedQuery("UPDATE turn SET state = 'DONE' WHERE id = $1").executeAndAwait(Tuple.of(turn.value()));
    }
}
