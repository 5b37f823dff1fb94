package dev.parley.core.family;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is read of families, outside of any transaction. */
@ApplicationScoped
class FamilyReads {
    private static final String FAMILIES = """
            SELECT f.id, f.scene_id, f.task_id, f.words, s.asked, s.phrasings, s.newest
            FROM family f JOIN LATERAL (
                SELECT count(*) AS asked, count(DISTINCT saying) AS phrasings, max(asked_at) AS newest
                FROM prompt_saying WHERE family_id = f.id) s ON s.asked > 0
            WHERE f.id = ANY ($1)""";

    /** $2: the end reasons that count, $3: those among them that are the policy's doing. */
    private static final String ENDED = """
            (SELECT f.id AS family_id, f.scene_id, f.task_id, f.words,
                    e.policy_name, e.policy_digest, e.station_kind, o.result,
                    e.state <> 'LOST' AND e.end_reason = ANY ($2) AS counts, e.end_reason = ANY ($3) AS own,
                    coalesce(o.result <> 'NOT_SCORED', false) AS judged
             FROM episode e JOIN prompt_saying p ON p.prompt_id = e.prompt_id JOIN family f ON f.id = p.family_id
             LEFT JOIN outcome o ON o.episode_id = e.id
                 AND o.judge = CASE WHEN f.task_id IS NULL THEN 'crowd' ELSE 'scene' END
             WHERE e.ended_at IS NOT NULL AND e.sealed_by IS NULL AND %s) AS ended""";

    private static final String COUNTS = """
            policy_name, policy_digest, station_kind,
            count(*) FILTER (WHERE counts AND result = 'SUCCESS'),
            count(*) FILTER (WHERE counts AND (judged OR own)),
            count(*) FILTER (WHERE counts AND NOT judged AND NOT own),
            count(*) FILTER (WHERE NOT counts)""";

    private static final String TRIES = "SELECT " + COUNTS + ", family_id FROM "
            + ENDED.formatted("p.family_id = ANY ($1)")
            + " GROUP BY family_id, policy_name, policy_digest, station_kind"
            + " ORDER BY policy_name, policy_digest, station_kind";

    private static final String ATTEMPTED = "SELECT " + COUNTS + ", family_id, scene_id, task_id, words FROM "
            + ENDED.formatted("e.policy_name = $1")
            + " GROUP BY family_id, scene_id, task_id, words, policy_name, policy_digest, station_kind"
            + " ORDER BY scene_id, family_id, policy_digest, station_kind";

    /** Whatever was asked beside the picture: its statement is judged by the scene, and what has none by nobody. */
    private static final String BY_PICTURE = "SELECT " + COUNTS + """
             FROM (SELECT e.policy_name, e.policy_digest, e.station_kind, o.result,
                    e.state <> 'LOST' AND e.end_reason = ANY ($2) AS counts, e.end_reason = ANY ($3) AS own,
                    coalesce(o.result <> 'NOT_SCORED', false) AS judged
             FROM episode e LEFT JOIN outcome o ON o.episode_id = e.id AND o.judge = 'scene'
             WHERE e.ended_at IS NOT NULL AND e.sealed_by IS NULL AND e.goal_image IS NOT NULL AND e.policy_name = $1)
             AS ended GROUP BY policy_name, policy_digest, station_kind ORDER BY policy_digest, station_kind""";

    private static final String PHRASINGS = """
            SELECT s.words, count(*) FROM prompt_saying p JOIN saying s ON s.number = p.saying
            WHERE p.family_id = $1 GROUP BY s.number, s.words ORDER BY count(*) DESC, s.number LIMIT $2""";

    private static final String CLIPS = """
            SELECT e.id FROM prompt_saying p JOIN episode e ON e.prompt_id = p.prompt_id
            WHERE p.family_id = $1 AND e.ended_at IS NOT NULL AND e.withdrawn_at IS NULL AND e.sealed_by IS NULL
            ORDER BY p.asked_at DESC, e.created_at DESC LIMIT $2""";

    private static final String NEAREST = """
            SELECT found.id FROM unnest($1::bigint[]) WITH ORDINALITY AS s (number, place) CROSS JOIN LATERAL (
                SELECT e.id, e.created_at FROM prompt_saying p JOIN episode e ON e.prompt_id = p.prompt_id
                WHERE p.saying = s.number AND e.withdrawn_at IS NULL AND e.sealed_by IS NULL
                  AND ($2::text IS NULL OR e.scene_id = $2) AND ($3::text IS NULL OR e.policy_name = $3)
                  AND (cardinality($4::text[]) = 0 OR e.state = ANY ($4))
                  AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM outcome o
                       WHERE o.episode_id = e.id AND o.judge = 'scene' AND o.result = $5))
                  AND ($7::text IS NULL OR e.station_kind = $7)
                ORDER BY p.asked_at DESC, e.created_at DESC LIMIT $6) AS found
            ORDER BY s.place, found.created_at DESC LIMIT $6""";

    private static final String MOST_ASKED = """
            SELECT p.family_id FROM prompt_saying p JOIN family f ON f.id = p.family_id
            WHERE $1::text IS NULL OR f.scene_id = $1
            GROUP BY p.family_id ORDER BY count(*) DESC, p.family_id LIMIT $2""";

    private static final String ASKED_TASKS = "SELECT scene_id, task_id FROM family WHERE task_id IS NOT NULL";

    private static final String[] COUNTING = EndReason.names(EndReason.Cause.TASK, EndReason.Cause.POLICY);
    private static final String[] OWN = EndReason.names(EndReason.Cause.POLICY);

    private final Pool postgres;

    @Inject
    FamilyReads(Pool postgres) {
        this.postgres = postgres;
    }

    /** In the order of {@code ids}; those that nobody asks for any more are left out. */
    Uni<List<FamilyData>> families(Collection<FamilyId> ids) {
        String[] texts = ids.stream().map(FamilyId::text).toArray(String[]::new);
        return texts.length == 0
                ? Uni.createFrom().item(List.of())
                : tries(texts)
                        .chain(tries -> postgres.preparedQuery(FAMILIES)
                                .execute(Tuple.tuple().addArrayOfString(texts))
                                .map(rows -> {
                                    Map<FamilyId, FamilyData> found = new HashMap<>();
                                    rows.forEach(row -> {
                                        FamilyId id = new FamilyId(row.getString(0));
                                        found.put(
                                                id,
                                                new FamilyData(
                                                        id,
                                                        row.getString(1),
                                                        Optional.ofNullable(row.getString(2)),
                                                        row.getString(3),
                                                        row.getInteger(4),
                                                        row.getInteger(5),
                                                        row.getOffsetDateTime(6).toInstant(),
                                                        tries.getOrDefault(id, List.of())));
                                    });
                                    return ids.stream()
                                            .distinct()
                                            .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                                            .toList();
                                }));
    }

    private Uni<Map<FamilyId, List<Tries>>> tries(String[] ids) {
        return postgres.preparedQuery(TRIES)
                .execute(Tuple.tuple()
                        .addArrayOfString(ids)
                        .addArrayOfString(COUNTING)
                        .addArrayOfString(OWN))
                .map(rows -> {
                    Map<FamilyId, List<Tries>> tries = new HashMap<>();
                    rows.forEach(row -> tries.computeIfAbsent(new FamilyId(row.getString(7)), any -> new ArrayList<>())
                            .add(tries(row)));
                    return tries;
                });
    }

    private static Tries tries(Row row) {
        return new Tries(
                row.getString(0),
                row.getString(1),
                StationKind.valueOf(row.getString(2)),
                row.getInteger(3),
                row.getInteger(4),
                row.getInteger(5),
                row.getInteger(6));
    }

    Uni<List<Attempted>> attemptedBy(String policyName) {
        return postgres.preparedQuery(ATTEMPTED)
                .execute(Tuple.tuple()
                        .addString(policyName)
                        .addArrayOfString(COUNTING)
                        .addArrayOfString(OWN))
                .map(rows -> {
                    List<Attempted> all = new ArrayList<>();
                    rows.forEach(row -> all.add(new Attempted(
                            new FamilyId(row.getString(7)),
                            row.getString(8),
                            Optional.ofNullable(row.getString(9)),
                            row.getString(10),
                            tries(row))));
                    return all;
                });
    }

    Uni<List<Tries>> byPicture(String policyName) {
        return postgres.preparedQuery(BY_PICTURE)
                .execute(Tuple.tuple()
                        .addString(policyName)
                        .addArrayOfString(COUNTING)
                        .addArrayOfString(OWN))
                .map(rows -> {
                    List<Tries> all = new ArrayList<>();
                    rows.forEach(row -> all.add(tries(row)));
                    return List.copyOf(all);
                });
    }

    /** Which of these are still there: what somebody withdrew is gone here before any replica's memory knows. */
    Uni<Set<Long>> existing(Collection<Long> sayings) {
        return postgres.preparedQuery("SELECT number FROM saying WHERE number = ANY ($1)")
                .execute(Tuple.tuple().addArrayOfLong(sayings.toArray(Long[]::new)))
                .map(rows -> {
                    Set<Long> existing = new HashSet<>();
                    rows.forEach(row -> existing.add(row.getLong(0)));
                    return existing;
                });
    }

    Uni<List<Phrasing>> phrasings(FamilyId id, int most) {
        return postgres.preparedQuery(PHRASINGS)
                .execute(Tuple.of(id.text(), most))
                .map(rows -> {
                    List<Phrasing> phrasings = new ArrayList<>();
                    rows.forEach(row -> phrasings.add(new Phrasing(row.getString(0), row.getInteger(1))));
                    return phrasings;
                });
    }

    Uni<List<EpisodeId>> clips(FamilyId id, int most) {
        return episodes(CLIPS, Tuple.of(id.text(), most));
    }

    /** @param sayings nearest first */
    Uni<List<EpisodeId>> nearest(List<Long> sayings, EpisodeSearch filter) {
        return episodes(
                NEAREST,
                Tuple.tuple()
                        .addArrayOfLong(sayings.toArray(Long[]::new))
                        .addString(filter.sceneId().orElse(null))
                        .addString(filter.policyName().orElse(null))
                        .addArrayOfString(
                                filter.states().stream().map(Enum::name).toArray(String[]::new))
                        .addString(filter.sceneResult().map(Enum::name).orElse(null))
                        .addInteger(filter.limit())
                        .addString(filter.stationKind().map(Enum::name).orElse(null)));
    }

    private Uni<List<EpisodeId>> episodes(String query, Tuple values) {
        return postgres.preparedQuery(query).execute(values).map(rows -> {
            List<EpisodeId> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(new EpisodeId(row.getUUID(0))));
            return ids;
        });
    }

    Uni<Optional<FamilyId>> of(PromptId prompt) {
        return postgres.preparedQuery("SELECT family_id FROM prompt_saying WHERE prompt_id = $1")
                .execute(Tuple.of(prompt.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new FamilyId(rows.iterator().next().getString(0))));
    }

    Uni<List<FamilyId>> mostAsked(Optional<String> sceneId, int most) {
        return postgres.preparedQuery(MOST_ASKED)
                .execute(Tuple.tuple().addString(sceneId.orElse(null)).addInteger(most))
                .map(rows -> {
                    List<FamilyId> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(new FamilyId(row.getString(0))));
                    return ids;
                });
    }

    /** Every task that was asked for, as the family it is. */
    Uni<Set<FamilyId>> askedTasks() {
        return postgres.preparedQuery(ASKED_TASKS).execute().map(rows -> {
            Set<FamilyId> asked = new HashSet<>();
            rows.forEach(row -> asked.add(FamilyId.ofTask(row.getString(0), row.getString(1))));
            return asked;
        });
    }
}
