package dev.parley.core.withdrawal;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PromptId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code withdrawal}: the list of what is to be done, and who does it now. */
@ApplicationScoped
class WithdrawalRows {
    private static final String COLUMNS = "id, prompt_id, requested_at, rows_gone_at, media_gone_at, author";

    private static final String FIND = "SELECT " + COLUMNS + " FROM withdrawal WHERE id = $1";

    /** Not where moderation took back what ran and the words are still there. */
    private static final String OF_PROMPT = "SELECT " + COLUMNS + " FROM withdrawal WHERE prompt_id = $1"
            + " AND EXISTS (SELECT FROM prompt WHERE prompt.id = $1 AND prompt.state = 'ERASED')";

    private static final String INSERT_EVERYTHING =
            "INSERT INTO withdrawal (id, author, requested_at, next_at) VALUES ($1, $2, clock_timestamp(),"
                    + " clock_timestamp()) RETURNING " + COLUMNS;

    /** Whoever takes it has so long; after that it is anybody's again. */
    private static final String CLAIM = """
            UPDATE withdrawal w SET next_at = clock_timestamp() + $1 * interval '1 millisecond'
            WHERE w.id IN (SELECT id FROM withdrawal WHERE closed_at IS NULL AND next_at <= clock_timestamp()
                           ORDER BY next_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING w.id, w.prompt_id, w.requested_at, w.rows_gone_at, w.media_gone_at, w.author""";

    private static final String MEDIA_GONE = "UPDATE withdrawal SET media_gone_at = clock_timestamp(),"
            + " next_at = clock_timestamp() + $2 * interval '1 millisecond' WHERE id = $1 AND media_gone_at IS NULL";

    private static final String AGAIN =
            "UPDATE withdrawal SET next_at = clock_timestamp() + $2 * interval '1 millisecond' WHERE id = $1";

    private static final String CLOSE =
            "UPDATE withdrawal SET closed_at = clock_timestamp(), author = NULL WHERE id = $1";

    private final Pool postgres;

    @Inject
    WithdrawalRows(Pool postgres) {
        this.postgres = postgres;
    }

    /** One that somebody works on. */
    record Claimed(Withdrawal withdrawal, Optional<AuthorId> author) {}

    Uni<Optional<Withdrawal>> find(WithdrawalId id) {
        return one(FIND, Tuple.of(id.value()));
    }

    Uni<Optional<Withdrawal>> of(PromptId prompt) {
        return one(OF_PROMPT, Tuple.of(prompt.value()));
    }

    Uni<Withdrawal> insertEverything(AuthorId author) {
        return one(INSERT_EVERYTHING, Tuple.of(WithdrawalId.random().value(), author.value()))
                .map(Optional::orElseThrow);
    }

    /** What is due, taken for {@code time}: a worker that is killed loses it to another one after that. */
    Uni<List<Claimed>> claim(Duration time, int atMost) {
        return postgres.preparedQuery(CLAIM)
                .execute(Tuple.of((double) time.toMillis(), atMost))
                .map(rows -> {
                    List<Claimed> claimed = new ArrayList<>();
                    rows.forEach(row -> claimed.add(new Claimed(
                            withdrawal(row), Optional.ofNullable(row.getUUID(5)).map(AuthorId::new))));
                    return claimed;
                });
    }

    Uni<Void> mediaGone(WithdrawalId id, Duration lookAgainAfter) {
        return postgres.preparedQuery(MEDIA_GONE)
                .execute(Tuple.of(id.value(), (double) lookAgainAfter.toMillis()))
                .replaceWithVoid();
    }

    Uni<Void> again(WithdrawalId id, Duration after) {
        return postgres.preparedQuery(AGAIN)
                .execute(Tuple.of(id.value(), (double) after.toMillis()))
                .replaceWithVoid();
    }

    Uni<Void> close(WithdrawalId id) {
        return postgres.preparedQuery(CLOSE).execute(Tuple.of(id.value())).replaceWithVoid();
    }

    private Uni<Optional<Withdrawal>> one(String statement, Tuple values) {
        return postgres.preparedQuery(statement).execute(values).map(rows -> {
            RowIterator<Row> found = rows.iterator();
            return found.hasNext() ? Optional.of(withdrawal(found.next())) : Optional.empty();
        });
    }

    private static Withdrawal withdrawal(Row row) {
        return new Withdrawal(
                new WithdrawalId(row.getUUID(0)),
                Optional.ofNullable(row.getUUID(1)).map(PromptId::new),
                row.getOffsetDateTime(2).toInstant(),
                Optional.ofNullable(row.getOffsetDateTime(3)).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime(4)).map(OffsetDateTime::toInstant));
    }
}
