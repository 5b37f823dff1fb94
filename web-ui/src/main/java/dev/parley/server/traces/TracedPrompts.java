package dev.parley.server.traces;

import dev.parley.core.account.Author;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Begins the trace of each prompt that is admitted. */
@Decorator
@Priority(200)
abstract class TracedPrompts implements Prompts {
    private final Prompts prompts;
    private final PromptTraces traces;
    private final Clock clock;

    @Inject
    TracedPrompts(@Delegate @Any Prompts prompts, PromptTraces traces, Clock clock) {
        this.prompts = prompts;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public Uni<PromptData> submit(PromptRequest request, Author author) {
        return Uni.createFrom().deferred(() -> {
            Instant asked = clock.instant();
            return prompts.submit(request, author)
                    .onItem()
                    .invoke(prompt -> traces.admission(prompt.id(), asked, clock.instant()));
        });
    }
}
