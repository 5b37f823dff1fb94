package dev.parley.core.ranking;

import dev.parley.core.ranking.Board.Crowd;
import dev.parley.core.ranking.Board.Pairs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of comparisons and their votes, a page after the other. */
@ApplicationScoped
class BlindVoteRows {
    private static final int PAGE = 10_000;
    private static final UUID FIRST = new UUID(0, 0);

    /** $1: the kind of body. A comparison's two episodes run on one station, so either tells it. */
    private static final String ON_BODY =
            "EXISTS (SELECT 1 FROM episode e WHERE e.prompt_id = c.prompt_id AND e.station_kind = $1)";

    /**
     * $3: only this cohort, $4 and $5: after this vote. Of closed comparisons alone: a board that moved with each vote would tell
     * whoever casts one what it said, and which is which with it.
     */
    private static final String VOTES = """
            SELECT v.comparison_id, v.author, v.choice, v.left_is_first, c.first_policy, c.first_digest,
                   c.second_policy, c.second_digest, c.pair_propensity, c.pairs
            FROM comparison_vote v JOIN comparison c ON c.id = v.comparison_id
            WHERE (v.comparison_id, v.author) > ($4, $5) AND c.state = 'CLOSED'
              AND c.drawn_by = $2 AND ($3::text IS NULL OR v.cohort = $3)
              AND (v.counts OR $2 = 'ASKER' AND v.not_counted = 'CHOSEN_POLICIES') AND %s
            ORDER BY v.comparison_id, v.author LIMIT %d""".formatted(ON_BODY, PAGE);

    private static final String OTHERS = """
            SELECT count(*) FILTER (WHERE c.state = 'VOID'), count(*) FILTER (WHERE c.state = 'READY')
            FROM comparison c WHERE c.drawn_by = $2 AND %s""".formatted(ON_BODY);

    /** What changes with every comparison that opens or ends, and with whose a policy is; votes on closed ones count in nothing. */
    private static final String MARK = """
            SELECT count(ready_at) || ' ' || count(ended_at) || ' '
                   || coalesce((SELECT max(since) FROM policy_owner)::text, '') FROM comparison""";

    private final Pool postgres;

    @Inject
    BlindVoteRows(Pool postgres) {
        this.postgres = postgres;
    }

    /** Comparisons without a verdict. */
    record Others(int voided, int open) {}

    /** As long as this stays the same, so does every leaderboard. */
    Uni<String> mark() {
        return postgres.query(MARK).execute().map(rows -> rows.iterator().next().getString(0));
    }

    Uni<Others> others(Board board) {
        return postgres.preparedQuery(OTHERS)
                .execute(Tuple.of(board.body().name(), drawnBy(board)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Others(row.getInteger(0), row.getInteger(1)));
    }

    Uni<BlindVotes> votes(Board board) {
        return page(board, FIRST, FIRST, new BlindVotes());
    }

    private Uni<BlindVotes> page(Board board, UUID comparison, UUID author, BlindVotes votes) {
        return postgres.preparedQuery(VOTES)
                .execute(Tuple.of(board.body().name(), drawnBy(board), cohort(board.crowd()), comparison, author))
                .chain(rows -> {
                    @Nullable Row last = null;
                    for (Row row : rows) {
                        add(row, board.pairs(), votes);
                        last = row;
                    }
                    return last == null || rows.size() < PAGE
                            ? Uni.createFrom().item(votes)
                            : page(board, last.getUUID(0), last.getUUID(1), votes);
                });
    }

    private static void add(Row row, Pairs pairs, BlindVotes votes) {
        Entrant first = new Entrant(row.getString(4), row.getString(5));
        Entrant second = new Entrant(row.getString(6), row.getString(7));
        boolean leftIsFirst = row.getBoolean(3);
        double weight = switch (pairs) {
            case DRAWN -> PairWeight.of(row.getDouble(8), row.getInteger(9));
            case CHOSEN -> 1;
        };
        votes.add(
                row.getUUID(1),
                leftIsFirst ? first : second,
                leftIsFirst ? second : first,
                Choice.valueOf(row.getString(2)),
                weight);
    }

    private static String drawnBy(Board board) {
        return switch (board.pairs()) {
            case DRAWN -> "PLATFORM";
            case CHOSEN -> "ASKER";
        };
    }

    private static @Nullable String cohort(Crowd crowd) {
        return switch (crowd) {
            case EVERYBODY -> null;
            case GUESTS -> "GUEST";
            case ACCOUNTS -> "ACCOUNT";
        };
    }
}
