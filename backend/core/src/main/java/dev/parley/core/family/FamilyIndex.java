package dev.parley.core.family;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** This replica's copy of every saying: filled from PostgreSQL, where sayings become visible in the order of their numbers. */
@ApplicationScoped
class FamilyIndex {
    private static final int PAGE = 1000;

    private static final String NEWER = """
            SELECT s.number, s.family_id, f.scene_id, f.task_id IS NULL, s.words, s.meaning
            FROM saying s JOIN family f ON f.id = s.family_id WHERE s.number > $1 ORDER BY s.number LIMIT $2""";

    private final Meanings meanings = new Meanings();
    private final Gatherings gatherings = new Gatherings();
    private long newest;

    @Inject
    FamilyIndex() {}

    /** Takes over what was said since the last time; the first time, everything. Two at once do no harm. */
    Uni<Void> catchUp(SqlClient postgres) {
        return postgres.preparedQuery(NEWER).execute(Tuple.of(newest(), PAGE)).chain(rows -> {
            take(rows);
            return rows.size() == PAGE ? catchUp(postgres) : Uni.createFrom().voidItem();
        });
    }

    private synchronized long newest() {
        return newest;
    }

    private synchronized void take(RowSet<Row> rows) {
        for (Row row : rows) {
            long number = row.getLong(0);
            if (number > newest) {
                FamilyId family = new FamilyId(row.getString(1));
                String scene = row.getString(2);
                String words = row.getString(4);
                float[] meaning = MeaningBytes.read(row.getBuffer(5));
                meanings.add(number, family, scene, words.toLowerCase(Locale.ROOT), meaning);
                if (row.getBoolean(3)) {
                    gatherings.join(family, scene, PlainSaying.of(words), meaning);
                }
                newest = number;
            }
        }
    }

    /** The family among those without a task that these words belong to; empty where they found one. */
    synchronized Optional<FamilyId> gathering(String scene, String plain, float[] meaning) {
        return gatherings.familyOf(scene, plain, meaning);
    }

    /** See {@link Meanings#nearest}. */
    List<Meanings.Near> nearest(float[] meaning, List<String> words, String scene, double least, int most) {
        return meanings.nearest(meaning, words, scene, least, most);
    }

    int size() {
        return meanings.size();
    }
}
