package dev.parley.core.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.turn.TurnOwner;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.Locale;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Changes prompt rows inside a caller's transaction, under the row's lock, and answers their turns. */
@ApplicationScoped
class PromptLedger implements TurnOwner {
    private final EventRecorder events;

    @Inject
    PromptLedger(EventRecorder events) {
        this.events = events;
    }

    Uni<PromptEntity> lock(Mutiny.Session session, PromptId id) {
        return session.find(PromptEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE)
                .invoke(row -> {
                    if (row == null) {
                        throw new ParleyException(ErrorCode.PROMPT_UNKNOWN, "There is no prompt %s.".formatted(id));
                    }
                });
    }

    Uni<Void> change(Mutiny.Session session, PromptEntity row, PromptState to) {
        PromptState from = row.state;
        PromptTransitions.TABLE.require(row.id, from, to);
        row.state = to;
        row.version++;
        return session.flush().chain(() -> tell(session, row, from));
    }

    @Override
    public Uni<Void> turnEnded(Mutiny.Session session, PromptId prompt) {
        return lock(session, prompt)
                .chain(row -> openTurns(session, prompt)
                        .chain(open -> open > 0 || row.state.terminal()
                                ? Uni.createFrom().voidItem()
                                : change(session, row, PromptState.COMPLETED)));
    }

    @Override
    public Uni<Boolean> stillWanted(Mutiny.Session session, PromptId prompt) {
        return lock(session, prompt).map(row -> row.state == PromptState.QUEUED);
    }

    /** In SQL, since the rows of turns belong to another feature and only their number matters here. */
    private static Uni<Long> openTurns(Mutiny.Session session, PromptId prompt) {
        return session.createNativeQuery(
                        "SELECT count(*) FROM turn WHERE prompt_id = :prompt AND state IN ('WAITING', 'HELD', 'ASSIGNED')",
                        Long.class)
                .setParameter("prompt", prompt.value())
                .getSingleResult();
    }

    private Uni<Void> tell(Mutiny.Session session, PromptEntity row, PromptState from) {
        return events.record(
                session,
                DomainEvent.Aggregate.PROMPT,
                row.id,
                row.version,
                "prompt." + row.state.name().toLowerCase(Locale.ROOT),
                Map.of("from", from.name(), "to", row.state.name()));
    }
}
