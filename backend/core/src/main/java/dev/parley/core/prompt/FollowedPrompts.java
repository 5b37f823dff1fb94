package dev.parley.core.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.Events;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prompts for whoever follows them: its page, its streams and everybody who has the link are told of one change and share one
 * read. Whoever was told of a change never gets an answer from before it: this hears of events first and forgets. What
 * was not told yet may be a second old; where that matters, ask {@link Prompts#find}.
 */
@ApplicationScoped
public class FollowedPrompts {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int FIRST = 1;
    private static final int MOST = 2000;
    private static final Pattern NAMED =
            Pattern.compile("\"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\"");

    private final Events events;
    private final SharedReads<PromptId, Optional<PromptData>> shared;
    private final List<Events.Subscription> heard = new ArrayList<>();

    @Inject
    FollowedPrompts(PromptReads reads, Events events, ReactiveBridge bridge) {
        this.events = events;
        // That there is none is not kept: it may be there the next moment, and nobody is told.
        shared = new SharedReads<>(
                bridge, reads::find, found -> found.isPresent() ? FRESH : Duration.ZERO, MOST, found -> 1);
    }

    /** At start, and so before any subscriber that looks again: it must find the old answer gone. */
    void listen(@Observes @Priority(FIRST) StartupEvent started) {
        heard.add(events.subscribe(this::changed));
        heard.add(events.onGap(shared::forgetAll));
    }

    public Uni<Optional<PromptData>> find(PromptId id) {
        return shared.get(id);
    }

    /** For whoever just changed it: their next look is answered anew, although the event is still on its way. */
    void changedHere(PromptId id) {
        shared.forget(id);
    }

    /** An event is a prompt's own when it names it, whatever it is about. */
    private void changed(DomainEvent event) {
        if (event.aggregate() == DomainEvent.Aggregate.PROMPT) {
            shared.forget(new PromptId(event.id()));
        }
        Matcher named = NAMED.matcher(event.payload());
        while (named.find()) {
            shared.forget(new PromptId(UUID.fromString(named.group(1))));
        }
    }

    @PreDestroy
    void stop() {
        heard.forEach(Events.Subscription::close);
    }
}
