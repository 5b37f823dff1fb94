package dev.parley.core.review;

import static java.util.stream.Collectors.groupingBy;

import dev.parley.core.analysis.crowd.Agreement;
import dev.parley.core.analysis.crowd.Agreement.Scale;
import dev.parley.core.analysis.crowd.AgreementInterval;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Agreement as it is now, a second old at most, or older where there is so much that reckoning takes long. Only places of raters count, and only what was said first: whoever decides a dispute
 * sees disputed clips alone, and questions with known answers are chosen.
 */
@ApplicationScoped
public class ReviewAgreement {
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** At most a twentieth of a core goes into it, however many look. */
    private static final int REST_TIMES = 20;

    private static final String ALL = "all";
    /** A task with fewer says next to nothing, and would tell whoever is to decide one of them that its raters did not agree. */
    static final int LEAST_CLIPS = 5;

    private static final int ROUNDS = 1_000;
    private static final double ERROR = 0.05;
    /** Any would do; this one is the same for everybody. */
    private static final long SEED = 7;

    private static final String FIRST_LABELS = """
            SELECT r.episode_id, r.person_id, l.result, e.scene_id, coalesce(e.task_reading, '')
            FROM review r JOIN review_label l ON l.review_id = r.id AND l.version = 1 AND l.result <> 'CANNOT_TELL'
            JOIN episode e ON e.id = r.episode_id
            WHERE r.kind = 'RATING' AND r.counts AND r.state = 'LABELLED' ORDER BY r.episode_id, r.person_id""";

    private final Pool postgres;
    private final SharedReads<String, Reckoned> shared;

    @Inject
    ReviewAgreement(Pool postgres, ReactiveBridge bridge) {
        this.postgres = postgres;
        this.shared = new SharedReads<>(bridge, ignored -> read(), Reckoned::fresh, 1, found -> 1);
    }

    /** @param took how long it took */
    private record Reckoned(AgreementData data, Duration took) {
        Duration fresh() {
            Duration rest = took.multipliedBy(REST_TIMES);
            return rest.compareTo(FRESH) > 0 ? rest : FRESH;
        }
    }

    private record Said(UUID clip, UUID rater, double label, String sceneId, String reading) {}

    private record Task(String sceneId, String reading) {}

    public Uni<AgreementData> now() {
        return shared.get(ALL).map(Reckoned::data);
    }

    private Uni<Reckoned> read() {
        return postgres.preparedQuery(FIRST_LABELS)
                .execute()
                .map(rows -> {
                    List<Said> all = new ArrayList<>();
                    for (Row row : rows) {
                        all.add(new Said(
                                row.getUUID(0),
                                row.getUUID(1),
                                ReviewResult.valueOf(row.getString(2)).order().orElseThrow(),
                                row.getString(3),
                                row.getString(4)));
                    }
                    return all;
                })
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(all -> {
                    long before = System.nanoTime();
                    AgreementData found = of(all);
                    return new Reckoned(found, Duration.ofNanos(System.nanoTime() - before));
                });
    }

    private static AgreementData of(List<Said> all) {
        Map<Task, List<Said>> byTask =
                all.stream().collect(groupingBy(said -> new Task(said.sceneId(), said.reading())));
        return new AgreementData(
                alpha(all),
                byTask.entrySet().stream()
                        .map(task -> new AgreementData.OfTask(
                                task.getKey().sceneId(), task.getKey().reading(), alpha(task.getValue())))
                        .filter(task -> task.alpha().clips() >= LEAST_CLIPS)
                        .sorted(Comparator.comparingDouble((AgreementData.OfTask task) ->
                                        task.alpha().ordinal().orElse(2))
                                .thenComparing(AgreementData.OfTask::sceneId)
                                .thenComparing(AgreementData.OfTask::reading))
                        .toList());
    }

    private static AgreementData.Alpha alpha(List<Said> all) {
        Map<UUID, Integer> clips = new LinkedHashMap<>();
        Map<UUID, Integer> raters = new LinkedHashMap<>();
        for (Said said : all) {
            clips.putIfAbsent(said.clip(), clips.size());
            raters.putIfAbsent(said.rater(), raters.size());
        }
        double[][] labels = new double[raters.size()][clips.size()];
        Arrays.stream(labels).forEach(row -> Arrays.fill(row, Double.NaN));
        int[] times = new int[clips.size()];
        for (Said said : all) {
            int clip = clips.getOrDefault(said.clip(), 0);
            labels[raters.getOrDefault(said.rater(), 0)][clip] = said.label();
            times[clip]++;
        }
        return new AgreementData.Alpha(
                Agreement.alpha(labels, Scale.ORDINAL),
                AgreementInterval.of(labels, Scale.ORDINAL, ROUNDS, ERROR, SEED),
                Agreement.alpha(labels, Scale.NOMINAL),
                raters.size(),
                (int) Arrays.stream(times).filter(count -> count > 1).count());
    }
}
