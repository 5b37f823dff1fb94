package dev.parley.core.event;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.prompt.PromptData;
import dev.parley.core.redis.RedisConnections;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EventsTest {
    @Inject
    Events events;

    @Inject
    RedisConnections redis;

    @Inject
    Outbox outbox;

    @Inject
    Lab lab;

    @Test
    void eventsArriveWithRedisWithoutItAndAfterItsReturn() throws Exception {
        lab.station(StationKind.SIMULATOR);
        BlockingQueue<DomainEvent> heard = new LinkedBlockingQueue<>();
        CompletableFuture<Boolean> gap = new CompletableFuture<>();
        try (var subscription = events.subscribe(heard::add);
                var gaps = events.onGap(() -> gap.complete(true))) {
            hears(heard, lab.ask(Lab.someone(), "wave"));

            EmbeddedServices.redis().stop();
            hears(heard, lab.ask(Lab.someone(), "wave"));

            EmbeddedServices.redis().restart();
            assertThat(gap.get(20, TimeUnit.SECONDS)).isTrue();
            hears(heard, lab.ask(Lab.someone(), "wave"));
            // What Redis missed is published late rather than never.
            Uni.createFrom()
                    .completionStage(() -> outbox.unpublished().toCompletionStage())
                    .repeat()
                    .withDelay(Duration.ofMillis(100))
                    .until(java.util.List::isEmpty)
                    .collect()
                    .last()
                    .await()
                    .atMost(Duration.ofSeconds(60));
        }
        String answer = await(redis.run(commands -> commands.ping()));
        assertThat(answer).isEqualTo("PONG");
    }

    /** All events of a prompt that was queued, each with its version. */
    private static void hears(BlockingQueue<DomainEvent> heard, PromptData prompt) throws InterruptedException {
        UUID turn = prompt.turns().getFirst().id().value();
        boolean promptQueued = false;
        boolean turnWaiting = false;
        while (!promptQueued || !turnWaiting) {
            DomainEvent event = heard.poll(8, TimeUnit.SECONDS);
            assertThat(event).as("an event within 8 s").isNotNull();
            promptQueued |=
                    event.id().equals(prompt.id().value()) && event.kind().equals("prompt.queued");
            turnWaiting |= event.id().equals(turn) && event.kind().equals("turn.waiting") && event.version() == 1;
        }
    }
}
