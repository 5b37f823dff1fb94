package dev.parley.core.prompt;

import dev.parley.core.account.Author;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.event.NewEvent;
import dev.parley.core.turn.TurnBatches;
import dev.parley.core.turn.TurnData;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** New prompts with their turns, many at once inside a caller's transaction; for the features of core only. */
@ApplicationScoped
public class PromptBatches {
    private final TurnBatches turns;
    private final EventRecorder events;

    @Inject
    PromptBatches(TurnBatches turns, EventRecorder events) {
        this.turns = turns;
        this.events = events;
    }

    /**
     * A turn that becomes a prompt of its own.
     *
     * @param taskReading what its judge looks for; present exactly when the turn has a task
     */
    public record Ready(TurnData turn, Author author, Optional<String> taskReading) {
        PromptEntry.Kept entry() {
            PromptData data = new PromptData(
                    turn.promptId(),
                    author.id(),
                    PromptState.QUEUED,
                    turn.instruction(),
                    turn.goalImage(),
                    turn.sceneId(),
                    turn.policyName(),
                    turn.taskId(),
                    taskReading,
                    turn.wantedBody(),
                    Optional.empty(),
                    Optional.empty(),
                    turn.admittedAt(),
                    Optional.empty(),
                    List.of(turn),
                    List.of());
            // Whoever plans for others has a key for it: nobody looks at it again.
            return new PromptEntry.Kept(data, author, Screening.PASSED);
        }
    }

    /**
     * Stores prompts that others have planned and checked.
     *
     * @param seats what the scheduler writes of the places given
     * @return as they were recorded: give them to {@link EventRecorder#committed} after the commit
     */
    public Uni<List<DomainEvent>> admit(SqlConnection transaction, List<Ready> ready, Uni<Void> seats) {
        return store(transaction, ready.stream().map(Ready::entry).toList(), seats);
    }

    Uni<List<DomainEvent>> store(SqlConnection transaction, List<PromptEntry.Kept> kept, Uni<Void> seats) {
        if (kept.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Map<TurnData, Optional<String>> readings = new LinkedHashMap<>();
        kept.forEach(entry -> entry.data()
                .turns()
                .forEach(turn -> readings.put(turn, entry.data().taskReading())));
        // None waits for another's answer: they travel together, and PostgreSQL runs them in this order.
        return Uni.combine()
                .all()
                .unis(
                        seats,
                        PromptRows.insert(transaction, kept),
                        turns.admit(transaction, readings),
                        GrantedWishes.forget(transaction, kept),
                        events.record(transaction, news(kept)))
                .with((seated, prompts, waiting, granted, recorded) -> recorded);
    }

    /** In the order of a life: the prompt is there, its turns wait, the prompt is queued; or it is there and rejected. */
    private static List<NewEvent> news(List<PromptEntry.Kept> kept) {
        List<NewEvent> news = new ArrayList<>();
        for (PromptEntry.Kept entry : kept) {
            news.add(PromptRows.submitted(entry.data()));
            entry.data().turns().forEach(turn -> news.add(TurnBatches.admitted(turn)));
            news.add(PromptRows.decided(entry.data()));
        }
        return news;
    }
}
