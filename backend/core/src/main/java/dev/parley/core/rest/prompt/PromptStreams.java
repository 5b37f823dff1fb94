package dev.parley.core.rest.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.Events;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.rest.stream.StreamConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A prompt's changes as they happen: its state first, then every change, then the end. Its own events make it look at
 * once; other people's only mark the place in line as worth another look, at most every few seconds.
 */
@ApplicationScoped
class PromptStreams {
    /** Waits may be a quarter of a second behind the events that move them. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private final Events events;
    private final PromptViews views;
    private final StreamConfig config;

    @Inject
    PromptStreams(Events events, PromptViews views, StreamConfig config) {
        this.events = events;
        this.views = views;
        this.config = config;
    }

    /** Completes after the terminal view; each subscriber has its own stream. */
    Multi<Frame> of(PromptId id) {
        return Multi.createBy()
                .merging()
                .streams(changes(id), heartbeats())
                .onItem()
                .transformToIterable(frame -> ends(frame) ? List.of(frame, new Frame.End()) : List.of(frame))
                .select()
                .first(frame -> !(frame instanceof Frame.End));
    }

    private Multi<Frame> changes(PromptId id) {
        AtomicReference<@Nullable PromptView> last = new AtomicReference<>();
        AtomicBoolean othersMoved = new AtomicBoolean();
        AtomicBoolean ownMoved = new AtomicBoolean(true);
        AtomicReference<@Nullable PromptData> known = new AtomicReference<>();
        Multi<Boolean> looks = Multi.createFrom()
                .ticks()
                .every(config.lookEvery())
                .onOverflow()
                .drop()
                .filter(tick -> othersMoved.getAndSet(false))
                .onItem()
                .transformToUniAndConcatenate(
                        tick -> Uni.createFrom().item(true).onItem().delayIt().by(SETTLE));
        return Multi.createBy()
                .merging()
                .streams(ownEvents(id, ownMoved, othersMoved), looks)
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToUniAndConcatenate(ignored -> look(id, ownMoved, known))
                .filter(view -> !view.equals(last.getAndSet(view)))
                .map(Frame.Changed::new);
    }

    /** Where only others moved, the prompt itself is as it was: its place alone is looked up. */
    private Uni<PromptView> look(PromptId id, AtomicBoolean ownMoved, AtomicReference<@Nullable PromptData> known) {
        Uni<PromptView> fresh = views.followed(id)
                .invoke(known::set)
                .chain(views::view)
                .onFailure()
                .invoke(() -> ownMoved.set(true));
        PromptData last = known.get();
        // What was known may have ended a moment ago, before its own event was heard.
        return ownMoved.getAndSet(false) || last == null
                ? fresh
                : views.view(last).onFailure().recoverWithUni(fresh);
    }

    private Multi<Boolean> ownEvents(PromptId id, AtomicBoolean ownMoved, AtomicBoolean othersMoved) {
        String mention = "\"" + id + "\"";
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            var subscription = events.subscribe(event -> {
                                if (event.id().equals(id.value())
                                        || event.payload().contains(mention)) {
                                    ownMoved.set(true);
                                    emitter.emit(true);
                                } else if (movesTheLine(event)) {
                                    othersMoved.set(true);
                                }
                            });
                            var gaps = events.onGap(() -> {
                                ownMoved.set(true);
                                emitter.emit(true);
                            });
                            emitter.onTermination(() -> {
                                subscription.close();
                                gaps.close();
                            });
                            // Subscribed first, then looked: nothing in between is missed.
                            emitter.emit(true);
                        },
                        BackPressureStrategy.LATEST);
    }

    private Multi<Frame> heartbeats() {
        return Multi.createFrom()
                .ticks()
                .startingAfter(config.heartbeatEvery())
                .every(config.heartbeatEvery())
                .onOverflow()
                .drop()
                .map(tick -> new Frame.Heartbeat());
    }

    private static boolean ends(Frame frame) {
        return frame instanceof Frame.Changed changed && changed.view().state().terminal();
    }

    private static boolean movesTheLine(DomainEvent event) {
        return switch (event.aggregate()) {
            case TURN, ASSIGNMENT, STATION -> true;
            case PROMPT, EPISODE, VOTE -> false;
        };
    }
}
