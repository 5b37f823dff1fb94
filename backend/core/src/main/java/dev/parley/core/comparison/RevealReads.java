package dev.parley.core.comparison;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.ComparisonId;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is told after a vote. Whether it may be told is for whoever asks this. */
final class RevealReads {
    private static final String DRAW = """
            SELECT first_policy, first_digest, second_policy, second_digest, left_is_first, pair_propensity,
                   order_propensity, candidates, draw, first_turn, second_turn, pairs FROM comparison WHERE id = $1""";

    /** The last attempt of each turn: of a pair there is one, since nothing of it is tried twice. */
    private static final String RUNS = """
            SELECT DISTINCT ON (e.turn_id) e.turn_id, e.id, e.end_reason, e.steps
            FROM episode e WHERE e.turn_id IN ($1, $2) AND e.withdrawn_at IS NULL ORDER BY e.turn_id, e.created_at DESC""";

    private static final String VERDICTS =
            "SELECT judge, result FROM outcome WHERE episode_id = $1 ORDER BY judge DESC";

    private RevealReads() {}

    /** @throws java.util.NoSuchElementException in the Uni where there is no such comparison */
    static Uni<Reveal> of(SqlClient client, ComparisonId id, Optional<AuthorId> reader) {
        return client.preparedQuery(DRAW)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.iterator().next())
                .chain(draw -> runs(client, draw)
                        .chain(runs -> own(client, id, reader)
                                .chain(own -> VoteRows.tally(client, id, leftIsFirst(draw, reader))
                                        .map(tally -> reveal(draw, leftIsFirst(draw, reader), runs, own, tally)))));
    }

    private static Uni<Optional<ComparisonVote>> own(SqlClient client, ComparisonId id, Optional<AuthorId> reader) {
        return reader.map(author -> VoteRows.own(client, id, author))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Uni<List<Reveal.Run>> runs(SqlClient client, Row draw) {
        UUID first = draw.getUUID(9);
        return client.preparedQuery(RUNS)
                .execute(Tuple.of(first, draw.getUUID(10)))
                .chain(rows -> {
                    Optional<Row> one = Optional.empty();
                    Optional<Row> other = Optional.empty();
                    for (Row row : rows) {
                        if (row.getUUID(0).equals(first)) {
                            one = Optional.of(row);
                        } else {
                            other = Optional.of(row);
                        }
                    }
                    ComparisonPolicy ran = new ComparisonPolicy(draw.getString(0), draw.getString(1));
                    ComparisonPolicy ranNext = new ComparisonPolicy(draw.getString(2), draw.getString(3));
                    Optional<Row> second = other;
                    return run(client, ran, one)
                            .chain(left -> run(client, ranNext, second).map(right -> List.of(left, right)));
                });
    }

    private static Uni<Reveal.Run> run(SqlClient client, ComparisonPolicy policy, Optional<Row> found) {
        if (found.isEmpty()) {
            return Uni.createFrom()
                    .item(new Reveal.Run(policy, Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
        }
        Row row = found.get();
        return client.preparedQuery(VERDICTS).execute(Tuple.of(row.getUUID(1))).map(rows -> {
            List<Reveal.Verdict> verdicts = new ArrayList<>();
            rows.forEach(verdict -> verdicts.add(
                    new Reveal.Verdict(verdict.getString(0), Outcome.Result.valueOf(verdict.getString(1)))));
            return new Reveal.Run(
                    policy,
                    Optional.of(row.getUUID(1).toString()),
                    Optional.ofNullable(row.getString(2)).map(EndReason::valueOf),
                    Optional.ofNullable(row.getInteger(3)),
                    verdicts);
        });
    }

    private static boolean leftIsFirst(Row draw, Optional<AuthorId> reader) {
        return VoterSides.of(draw.getString(8), draw.getBoolean(4), reader).leftIsFirst();
    }

    private static Reveal reveal(
            Row draw, boolean leftIsFirst, List<Reveal.Run> runs, Optional<ComparisonVote> own, VoteRows.Tally tally) {
        return new Reveal(
                leftIsFirst ? runs.getFirst() : runs.getLast(),
                leftIsFirst ? runs.getLast() : runs.getFirst(),
                leftIsFirst,
                draw.getDouble(5),
                draw.getDouble(6),
                draw.getInteger(7),
                draw.getInteger(11),
                draw.getString(8),
                own,
                tally.counted(),
                tally.uncounted());
    }
}
