package dev.parley.core.prompt;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Rows of {@code prompt_once}: which prompt somebody asked under which key within the last 24 hours; see decision 0166. */
final class OnceRows {
    /** Far more than anybody's allowance lets in. */
    static final int MOST_EACH = 5000;

    private static final String RECENT = "asked_at > clock_timestamp() - interval '24 hours'";

    private static final String FIND =
            "SELECT prompt_id, asks_digest FROM prompt_once WHERE author = $1 AND key_digest = $2 AND " + RECENT;

    /**
     * Whoever brings the same key on another replica waits here until this transaction has ended. In one order, so that two groups
     * never wait for each other.
     */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(lock) FROM (
                SELECT DISTINCT hashtextextended(n.author::text || encode(n.key, 'hex'), 0) AS lock
                FROM unnest($1::uuid[], $2::bytea[]) AS n (author, key) ORDER BY lock) AS ordered""";

    /** A statement of its own: it sees what was committed while the locks were waited for. */
    private static final String TAKEN = "SELECT o.author, o.key_digest FROM prompt_once o"
            + " JOIN unnest($1::uuid[], $2::bytea[]) AS n (author, key) ON o.author = n.author AND o.key_digest = n.key"
            + " WHERE o." + RECENT;

    private static final String FULL = "SELECT author FROM prompt_once WHERE author = ANY ($1) AND " + RECENT
            + " GROUP BY author HAVING count(*) >= " + MOST_EACH;

    /** What is too old goes with whoever comes next; some at a time, and nobody waits for it. */
    private static final String SWEEP =
            "DELETE FROM prompt_once WHERE (author, key_digest) IN (SELECT author, key_digest"
                    + " FROM prompt_once WHERE NOT " + RECENT + " ORDER BY asked_at LIMIT 500 FOR UPDATE SKIP LOCKED)";

    private static final String INSERT = """
            INSERT INTO prompt_once (author, key_digest, asks_digest, prompt_id)
            SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::uuid[])
            ON CONFLICT (author, key_digest) DO UPDATE SET asks_digest = EXCLUDED.asks_digest,
                prompt_id = EXCLUDED.prompt_id, asked_at = EXCLUDED.asked_at""";

    private final Set<Named> taken;
    private final Set<AuthorId> full;

    private OnceRows(Set<Named> taken, Set<AuthorId> full) {
        this.taken = taken;
        this.full = full;
    }

    /** A key belongs to whoever brings it. */
    private record Named(AuthorId author, ByteBuffer key) {}

    /**
     * The prompt that they asked under this key, as committed.
     *
     * @throws ParleyException KEY_REUSED in the Uni where something else was asked under it
     */
    static Uni<Optional<PromptId>> find(Pool postgres, Author author, OnceKey key, PromptRequest request) {
        return postgres.preparedQuery(FIND)
                .execute(Tuple.of(author.id().value(), Buffer.buffer(key.digest())))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    Row row = rows.iterator().next();
                    PromptId prompt = new PromptId(row.getUUID(0));
                    if (!ByteBuffer.wrap(row.getBuffer(1).getBytes()).equals(ByteBuffer.wrap(key.digest(request)))) {
                        throw new ParleyException(
                                ErrorCode.KEY_REUSED,
                                "Under this Idempotency-Key you asked something else within the last 24 hours, as prompt %s; take another key for another prompt."
                                        .formatted(prompt));
                    }
                    return Optional.of(prompt);
                });
    }

    /** Holds the keys of a group until its transaction ends. */
    static Uni<OnceRows> hold(SqlConnection transaction, List<PromptDraft> drafts) {
        List<PromptDraft> keyed = drafts.stream()
                .filter(draft -> draft.request().once().isPresent())
                .toList();
        if (keyed.isEmpty()) {
            return Uni.createFrom().item(new OnceRows(new HashSet<>(), Set.of()));
        }
        UUID[] authors =
                keyed.stream().map(draft -> draft.author().id().value()).toArray(UUID[]::new);
        Tuple names = Tuple.of(authors, keyed.stream().map(OnceRows::key).toArray(Buffer[]::new));
        return transaction
                .preparedQuery(LOCK)
                .execute(names)
                .chain(() -> transaction.preparedQuery(SWEEP).execute())
                .chain(() -> transaction.preparedQuery(TAKEN).execute(names))
                .chain(taken -> transaction
                        .preparedQuery(FULL)
                        .execute(Tuple.tuple().addArrayOfUUID(authors))
                        .map(full -> {
                            Set<Named> known = new HashSet<>();
                            taken.forEach(row -> known.add(new Named(
                                    new AuthorId(row.getUUID(0)),
                                    ByteBuffer.wrap(row.getBuffer(1).getBytes()))));
                            Set<AuthorId> ofFull = new HashSet<>();
                            full.forEach(row -> ofFull.add(new AuthorId(row.getUUID(0))));
                            return new OnceRows(known, ofFull);
                        }));
    }

    /**
     * Before anything is done for it. Of two with one key in a group the second comes again after the first.
     *
     * @throws AskedBefore where its key is taken
     * @throws ParleyException RATE_LIMITED where its author has no room for another key
     */
    void require(PromptDraft draft) {
        if (draft.request().once().isEmpty()) {
            return;
        }
        AuthorId author = draft.author().id();
        if (!taken.add(new Named(author, ByteBuffer.wrap(key(draft).getBytes())))) {
            throw new AskedBefore();
        }
        if (full.contains(author)) {
            throw new ParleyException(
                    ErrorCode.RATE_LIMITED,
                    "You have used %d Idempotency-Keys within 24 hours, and no more are remembered; ask without one, or tomorrow."
                            .formatted(MOST_EACH));
        }
    }

    /** In the transaction that holds the prompts. */
    static Uni<Void> insert(SqlConnection transaction, List<PromptDraft> drafts, List<PromptEntry> entries) {
        List<UUID> authors = new ArrayList<>();
        List<Buffer> keys = new ArrayList<>();
        List<Buffer> asks = new ArrayList<>();
        List<UUID> prompts = new ArrayList<>();
        IntStream.range(0, drafts.size())
                .forEach(i -> drafts.get(i).request().once().ifPresent(key -> {
                    if (entries.get(i) instanceof PromptEntry.Kept kept) {
                        authors.add(kept.author().id().value());
                        keys.add(key(drafts.get(i)));
                        asks.add(Buffer.buffer(key.digest(drafts.get(i).request())));
                        prompts.add(kept.data().id().value());
                    }
                }));
        return prompts.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(INSERT)
                        .execute(Tuple.of(
                                authors.toArray(UUID[]::new),
                                keys.toArray(Buffer[]::new),
                                asks.toArray(Buffer[]::new),
                                prompts.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    private static Buffer key(PromptDraft draft) {
        return Buffer.buffer(draft.request().once().orElseThrow().digest());
    }
}
