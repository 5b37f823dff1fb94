package dev.parley.core.review;

import dev.parley.contracts.PersonId;
import dev.parley.core.analysis.crowd.GoldCheck;
import dev.parley.core.analysis.crowd.Label;
import dev.parley.core.analysis.crowd.OneCoin;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How reliable each rater is: by questions with known answers, and by all labels together, in which what is known, and what was
 * decided where raters did not agree, holds whatever the others say. What decided is no label of whoever decided: it would always
 * be right. Two classes: done, and everything less. Every rater is in it, also one whose labels count nothing any more.
 */
@ApplicationScoped
class Reliability {
    /** How often a researcher's answer, given after a look at everything, is right. */
    static final double OF_WHAT_IS_KNOWN = 0.98;

    private static final String LABELS = """
            SELECT r.person_id, p.login, p.name, r.episode_id, l.result, coalesce(q.result, d.result), r.place = 0 AND r.counts
            FROM review r JOIN person p ON p.id = r.person_id
            JOIN review_label l ON l.review_id = r.id AND l.version = 1
            LEFT JOIN review_gold q ON q.episode_id = r.episode_id
            LEFT JOIN LATERAL (SELECT x.result FROM review a JOIN review_label x ON x.review_id = a.id
                WHERE a.episode_id = r.episode_id AND a.place = 0 AND a.counts AND a.state = 'LABELLED'
                ORDER BY x.version DESC LIMIT 1) d ON true
            ORDER BY p.name, p.id, l.at""";

    private final Pool postgres;

    @Inject
    Reliability(Pool postgres) {
        this.postgres = postgres;
    }

    /**
     * @param known DONE, NOT_DONE and so on where somebody knows; null where nobody does
     * @param decided whether it is what is known
     */
    private record Said(
            UUID rater,
            UUID clip,
            ReviewResult result,
            @Nullable ReviewResult known,
            boolean decided) {}

    private record Name(String login, String name) {}

    Uni<List<RaterStanding>> now() {
        return GoldAnswers.all(postgres)
                .chain(gold -> postgres.preparedQuery(LABELS).execute().map(rows -> {
                    Map<UUID, Name> names = new LinkedHashMap<>();
                    List<Said> said = new ArrayList<>();
                    for (Row row : rows) {
                        names.putIfAbsent(row.getUUID(0), new Name(row.getString(1), row.getString(2)));
                        @Nullable String known = row.getString(5);
                        said.add(new Said(
                                row.getUUID(0),
                                row.getUUID(3),
                                ReviewResult.valueOf(row.getString(4)),
                                known == null ? null : ReviewResult.valueOf(known),
                                Boolean.TRUE.equals(row.getBoolean(6))));
                    }
                    return new Read(names, said, gold);
                }))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(Reliability::standings);
    }

    private record Read(Map<UUID, Name> names, List<Said> said, Map<PersonId, GoldCheck> gold) {}

    private static List<RaterStanding> standings(Read read) {
        Map<UUID, Double> accuracy = accuracy(read.said());
        List<RaterStanding> standings = new ArrayList<>();
        read.names().forEach((rater, name) -> {
            List<Said> own = read.said().stream()
                    .filter(each -> each.rater().equals(rater))
                    .toList();
            PersonId person = new PersonId(rater);
            Double right = accuracy.get(rater);
            standings.add(new RaterStanding(
                    person,
                    name.login(),
                    name.name(),
                    own.size(),
                    (int) own.stream()
                            .filter(each -> each.result() == ReviewResult.CANNOT_TELL)
                            .count(),
                    read.gold().getOrDefault(person, GoldCheck.begin()),
                    right == null ? OptionalDouble.empty() : OptionalDouble.of(right)));
        });
        return standings;
    }

    /** By rater; without those who could never tell or only ever decided. */
    private static Map<UUID, Double> accuracy(List<Said> all) {
        Map<UUID, Integer> clips = new LinkedHashMap<>();
        Map<UUID, Integer> raters = new LinkedHashMap<>();
        List<Label> labels = new ArrayList<>();
        List<Double> known = new ArrayList<>();
        for (Said said : all) {
            if (said.result() == ReviewResult.CANNOT_TELL || said.decided()) {
                continue;
            }
            int clip = clips.computeIfAbsent(said.clip(), ignored -> clips.size());
            if (clip == known.size()) {
                known.add(known(said.known()));
            }
            int rater = raters.computeIfAbsent(said.rater(), ignored -> raters.size());
            labels.add(new Label(clip, rater, said.result() == ReviewResult.DONE ? 1 : 0));
        }
        if (labels.isEmpty()) {
            return Map.of();
        }
        double[] reviewed = known.stream().mapToDouble(Double::doubleValue).toArray();
        OneCoin found = OneCoin.of(labels, Arrays.copyOf(reviewed, clips.size()), OF_WHAT_IS_KNOWN);
        Map<UUID, Double> right = new LinkedHashMap<>();
        raters.forEach((rater, number) -> right.put(rater, found.right().get(number)));
        return right;
    }

    private static double known(@Nullable ReviewResult result) {
        if (result == null || result == ReviewResult.CANNOT_TELL) {
            return Double.NaN;
        }
        return result == ReviewResult.DONE ? 1 : 0;
    }
}
