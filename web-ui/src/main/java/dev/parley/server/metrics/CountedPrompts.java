package dev.parley.server.metrics;

import dev.parley.core.account.Author;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

/** Prompts that were admitted, and those that were refused, by reason. */
@Decorator
@Priority(100)
abstract class CountedPrompts implements Prompts {
    private final Prompts prompts;
    private final MeterRegistry meters;

    @Inject
    CountedPrompts(@Delegate @Any Prompts prompts, MeterRegistry meters) {
        this.prompts = prompts;
        this.meters = meters;
    }

    @Override
    public Uni<PromptData> submit(PromptRequest request, Author author) {
        return prompts.submit(request, author)
                .onItem()
                .invoke(prompt -> prompt.rejection()
                        .ifPresentOrElse(why -> refused(why.reason().wireName()), this::admitted))
                .onFailure()
                .invoke(failure -> refused(reason(failure)));
    }

    private void admitted() {
        Counter.builder("parley.prompts.admitted")
                .description("Prompts that are in the database and wait for their turn")
                .register(meters)
                .increment();
    }

    private void refused(String reason) {
        Counter.builder("parley.prompts.refused")
                .description("Prompts that were refused, by the code of the problem or what moderation found")
                .tag("reason", reason)
                .register(meters)
                .increment();
    }

    private static String reason(Throwable failure) {
        return failure instanceof ParleyException known ? known.code().wireName() : "internal";
    }
}
