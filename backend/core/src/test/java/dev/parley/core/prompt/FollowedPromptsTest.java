package dev.parley.core.prompt;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.core.event.Events;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@Timeout(40)
class FollowedPromptsTest {
    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    FollowedPrompts followed;

    @Inject
    Events events;

    @Test
    void everybodyWhoLooksInTheSameMomentGetsTheSameRead() {
        PromptData prompt = asked(Lab.someone());
        List<Optional<PromptData>> seen = await(Uni.join()
                .all(followed.find(prompt.id()), followed.find(prompt.id()))
                .andFailFast());
        assertThat(seen.getFirst()).isEqualTo(await(prompts.find(prompt.id())));
        assertThat(seen.getLast().orElseThrow()).isSameAs(seen.getFirst().orElseThrow());
    }

    @Test
    void whoeverWasToldOfAChangeSeesIt() throws Exception {
        PromptData prompt = asked(Lab.someone());
        CompletableFuture<PromptState> seen = new CompletableFuture<>();
        CompletableFuture<Boolean> leased = new CompletableFuture<>();
        try (Events.Subscription told = events.subscribe(event -> {
            if (event.aggregate() == Aggregate.EPISODE && event.payload().contains("\"" + prompt.id() + "\"")) {
                followed.find(prompt.id())
                        .subscribe()
                        .with(
                                now -> leased.complete(
                                        !now.orElseThrow().episodes().isEmpty()),
                                leased::completeExceptionally);
            }
            if (event.kind().equals("prompt.completed")
                    && event.id().equals(prompt.id().value())) {
                followed.find(prompt.id())
                        .subscribe()
                        .with(now -> seen.complete(now.orElseThrow().state()), seen::completeExceptionally);
            }
        })) {
            await(followed.find(prompt.id()));
            AssignmentData assignment = lab.lease(prompt, lab.station(StationKind.SIMULATOR));
            assertThat(leased.get(20, TimeUnit.SECONDS)).isTrue();
            lab.runToTheEnd(assignment);
            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(PromptState.COMPLETED);
        }
    }

    @Test
    void whoeverWithdrewSeesItAtOnce() {
        Author asker = Lab.someone();
        PromptData prompt = asked(asker);
        await(followed.find(prompt.id()));
        await(prompts.withdraw(prompt.id(), asker));
        assertThat(await(followed.find(prompt.id())).orElseThrow().state()).isEqualTo(PromptState.WITHDRAWN);
    }

    @Test
    void endedPromptCarriesItsTurnsAndAttempts() {
        PromptData prompt = asked(Lab.someone());
        AssignmentData assignment = lab.lease(prompt, lab.station(StationKind.SIMULATOR));
        lab.runToTheEnd(assignment);
        PromptData ended = await(prompts.find(prompt.id())).orElseThrow();
        assertThat(ended.state()).isEqualTo(PromptState.COMPLETED);
        assertThat(ended.turns()).hasSize(1);
        assertThat(ended.episodes()).extracting(episode -> episode.id()).isEqualTo(List.of(assignment.id()));
    }

    @Test
    void nobodysPromptIsNotThere() {
        assertThat(await(followed.find(PromptId.random()))).isEmpty();
    }

    private PromptData asked(Author asker) {
        lab.station(StationKind.SIMULATOR);
        return lab.ask(asker, "wave");
    }
}
