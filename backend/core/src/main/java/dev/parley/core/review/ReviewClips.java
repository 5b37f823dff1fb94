package dev.parley.core.review;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PersonId;
import dev.parley.core.episode.EpisodeVerdicts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Episodes at the desk: what their labels come to, worked out anew with every label, in its transaction. */
@ApplicationScoped
class ReviewClips {
    private static final String PARTS = """
            SELECT r.place, f.result, l.result, l.progress FROM review r
            JOIN review_label f ON f.review_id = r.id AND f.version = 1
            JOIN LATERAL (SELECT result, progress FROM review_label WHERE review_id = r.id ORDER BY version DESC LIMIT 1) l ON true
            WHERE r.episode_id = $1 AND r.kind <> 'GOLD' AND r.counts AND r.state = 'LABELLED' ORDER BY r.place""";

    private static final String STANDS = """
            UPDATE review_clip c SET state = $2, settled_at = CASE WHEN $2 = 'SETTLED' THEN clock_timestamp() END
            FROM (SELECT episode_id, state FROM review_clip WHERE episode_id = $1 FOR UPDATE) before
            WHERE c.episode_id = before.episode_id RETURNING before.state""";

    private static final String SHUT_OUT = """
            UPDATE review SET counts = false WHERE person_id = $1 AND kind <> 'GOLD' AND counts RETURNING episode_id""";

    private static final String OF_PERSON =
            "SELECT episode_id FROM review WHERE person_id = $1 AND kind <> 'GOLD' AND counts";

    private final EpisodeVerdicts episodes;
    private final ReviewConfig config;

    @Inject
    ReviewClips(EpisodeVerdicts episodes, ReviewConfig config) {
        this.episodes = episodes;
        this.config = config;
    }

    /**
     * What a label of this person may change: locked together, in the order of their ids, so that nobody waits in a circle.
     *
     * @param all whether it takes the weight of all that they said
     */
    Uni<Set<EpisodeId>> lock(SqlConnection transaction, PersonId person, EpisodeId episode, boolean all) {
        return (all ? ofPerson(transaction, person) : Uni.createFrom().item(List.<EpisodeId>of())).chain(others -> {
            Set<EpisodeId> wanted = new HashSet<>(others);
            wanted.add(episode);
            return episodes.lock(transaction, wanted).map(found -> Set.copyOf(found.keySet()));
        });
    }

    private static Uni<List<EpisodeId>> ofPerson(SqlConnection transaction, PersonId person) {
        return transaction
                .preparedQuery(OF_PERSON)
                .execute(Tuple.of(person.value()))
                .map(rows -> {
                    List<EpisodeId> found = new ArrayList<>();
                    rows.forEach(row -> found.add(new EpisodeId(row.getUUID(0))));
                    return found;
                });
    }

    /** Their labels stay and weigh nothing from now on; the places they had are free again. */
    Uni<Void> shutOut(SqlConnection transaction, PersonId person) {
        return transaction
                .preparedQuery(SHUT_OUT)
                .execute(Tuple.of(person.value()))
                .chain(rows -> {
                    Uni<Void> all = Uni.createFrom().voidItem();
                    for (Row row : rows) {
                        EpisodeId episode = new EpisodeId(row.getUUID(0));
                        all = all.chain(() -> settle(transaction, episode));
                    }
                    return all;
                });
    }

    /** The episode is locked. One that never entered the desk, as questions with a known answer may not have, stays out of it. */
    Uni<Void> settle(SqlConnection transaction, EpisodeId episode) {
        return transaction
                .preparedQuery(PARTS)
                .execute(Tuple.of(episode.value()))
                .chain(rows -> {
                    List<Settlement.Part> ratings = new ArrayList<>();
                    Optional<Settlement.Part> adjudication = Optional.empty();
                    for (Row row : rows) {
                        if (row.getInteger(0) == 0) {
                            adjudication = Optional.of(part(row));
                        } else {
                            ratings.add(part(row));
                        }
                    }
                    return stands(transaction, episode, Settlement.of(ratings, adjudication, config.raters()));
                });
    }

    private Uni<Void> stands(SqlConnection transaction, EpisodeId episode, Settlement settlement) {
        return transaction
                .preparedQuery(STANDS)
                .execute(Tuple.of(episode.value(), settlement.state().name()))
                .chain(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    if (!found.hasNext()) {
                        return Uni.createFrom().voidItem();
                    }
                    boolean hadOne = found.next().getString(0).equals(Settlement.State.SETTLED.name());
                    return settlement
                            .verdict()
                            .map(verdict -> episodes.judge(transaction, episode, verdict))
                            .orElseGet(() -> hadOne
                                    ? episodes.takeBack(transaction, episode, Settlement.JUDGE)
                                    : Uni.createFrom().voidItem());
                });
    }

    private static Settlement.Part part(Row row) {
        return new Settlement.Part(
                ReviewResult.valueOf(row.getString(1)),
                ReviewResult.valueOf(row.getString(2)),
                ReviewRows.number(row.getDouble(3)));
    }
}
