package dev.parley.core.comparison;

import dev.parley.contracts.TurnId;
import dev.parley.core.episode.EndReason;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnLedger;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Moves comparisons on. Each step is one statement, so a killed process leaves nothing half done: the next look of any replica
 * goes on. A state and the seal of its episodes change together.
 */
@ApplicationScoped
class ComparisonKeeper {
    /** A second whose first came to nothing, or was refused before it ran. */
    private static final String LEFT_BEHIND = """
            SELECT b.id FROM turn b JOIN turn a ON a.id = b.follows
            WHERE b.state IN ('WAITING', 'HELD') AND a.state IN ('DONE', 'CANCELLED', 'EXPIRED') LIMIT 100""";

    /** Ended by its task, its limits or its policy, and recorded. $1: those end reasons. */
    private static final String COMPARABLE = """
            EXISTS (SELECT FROM episode e WHERE e.turn_id = %s.id AND e.state <> 'LOST' AND e.ended_at IS NOT NULL
                    AND e.end_reason = ANY ($1) AND e.withdrawn_at IS NULL)""";

    /** By the camera for people; what others saw is not shown side by side. */
    private static final String RECORDED = """
            EXISTS (SELECT FROM episode e JOIN artifact x ON x.episode_id = e.id
                    WHERE e.turn_id = %s.id AND x.name = 'main.mp4')""";

    private static final String BOTH = "FROM turn a, turn b, prompt p"
            + " WHERE a.id = c.first_turn AND b.id = c.second_turn AND p.id = c.prompt_id";

    private static final String BOTH_RAN = "a.state = 'DONE' AND b.state = 'DONE' AND " + COMPARABLE.formatted("a")
            + " AND " + COMPARABLE.formatted("b");

    /** $2: for how long it is open, in ms. */
    private static final String READY = "UPDATE comparison c SET state = 'READY', ready_at = clock_timestamp(),"
            + " closes_at = clock_timestamp() + $2 * interval '1 millisecond' " + BOTH
            + " AND c.state = 'WAITING' AND p.state IN ('QUEUED', 'COMPLETED') AND " + BOTH_RAN + " AND "
            + RECORDED.formatted("a") + " AND " + RECORDED.formatted("b");

    /** $2: how long a recording may be late, in ms. */
    private static final String VOID =
            "WITH over AS (UPDATE comparison c SET state = 'VOID', ended_at = clock_timestamp(),"
                    + " void_reason = CASE WHEN p.state IN ('WITHDRAWN', 'ERASED') THEN 'TAKEN_BACK'"
                    + " WHEN p.state = 'REJECTED' THEN 'REFUSED' WHEN a.state = 'EXPIRED' THEN 'EXPIRED'"
                    + " WHEN " + BOTH_RAN + " THEN 'NOT_RECORDED' ELSE 'BROKEN_OFF' END " + BOTH
                    + " AND (c.state = 'WAITING' AND a.state IN ('DONE', 'CANCELLED', 'EXPIRED')"
                    + "      AND b.state IN ('DONE', 'CANCELLED', 'EXPIRED')"
                    + "      AND (p.state IN ('WITHDRAWN', 'ERASED', 'REJECTED') OR NOT (" + BOTH_RAN + ")"
                    + "           OR NOT EXISTS (SELECT FROM episode e WHERE e.turn_id = b.id"
                    + "                          AND e.ended_at > clock_timestamp() - $2 * interval '1 millisecond'))"
                    + "   OR c.state = 'READY' AND p.state IN ('ERASED', 'REJECTED')) RETURNING c.id),"
                    + " told AS (UPDATE episode e SET sealed_by = NULL FROM over WHERE e.sealed_by = over.id RETURNING e.id)"
                    + " SELECT (SELECT count(*) FROM over), (SELECT count(*) FROM told)";

    private static final String CLOSE = "WITH over AS (UPDATE comparison c SET state = 'CLOSED',"
            + " ended_at = clock_timestamp() WHERE c.state = 'READY' AND c.closes_at <= clock_timestamp() RETURNING c.id),"
            + " told AS (UPDATE episode e SET sealed_by = NULL FROM over WHERE e.sealed_by = over.id RETURNING e.id)"
            + " SELECT (SELECT count(*) FROM over), (SELECT count(*) FROM told)";

    /** Voters who took everything back; as long as a comparison is open, they have voted on it. */
    private static final String FORGET = """
            UPDATE comparison_vote v SET author = gen_random_uuid(), forget_at_end = false FROM comparison c
            WHERE v.forget_at_end AND c.id = v.comparison_id AND c.ended_at IS NOT NULL""";

    private static final String[] COMPARABLE_ENDS = EndReason.names(EndReason.Cause.TASK, EndReason.Cause.POLICY);

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final Transactions transactions;
    private final TurnLedger turns;
    private final ComparisonConfig config;

    @Inject
    ComparisonKeeper(
            Pool postgres,
            ReactiveBridge bridge,
            Transactions transactions,
            TurnLedger turns,
            ComparisonConfig config) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.transactions = transactions;
        this.turns = turns;
        this.config = config;
    }

    Uni<Integer> keep() {
        return bridge.backHere(() -> bridge.onContext(() -> cancelLeftBehind()
                .chain(() -> postgres.preparedQuery(READY)
                        .execute(Tuple.tuple().addArrayOfString(COMPARABLE_ENDS).addDouble((double)
                                config.openFor().toMillis())))
                .chain(ready -> changed(
                                VOID,
                                Tuple.tuple().addArrayOfString(COMPARABLE_ENDS).addDouble((double)
                                        config.recordingWithin().toMillis()))
                        .chain(ended -> changed(CLOSE, Tuple.tuple()).map(closed -> ready.rowCount() + ended + closed)))
                .call(() -> postgres.query(FORGET).execute())));
    }

    private Uni<Integer> changed(String statement, Tuple values) {
        return postgres.preparedQuery(statement)
                .execute(values)
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private Uni<Void> cancelLeftBehind() {
        return postgres.preparedQuery(LEFT_BEHIND)
                .execute()
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> cancel(new TurnId(row.getUUID(0))))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> cancel(TurnId id) {
        return transactions.write(session -> turns.lock(session, id)
                .chain(turn -> turn.filter(ComparisonKeeper::waits).isPresent()
                        ? turns.end(session, id, TurnState.CANCELLED).replaceWithVoid()
                        : Uni.createFrom().voidItem()));
    }

    private static boolean waits(TurnData turn) {
        return turn.state() == TurnState.WAITING || turn.state() == TurnState.HELD;
    }
}
