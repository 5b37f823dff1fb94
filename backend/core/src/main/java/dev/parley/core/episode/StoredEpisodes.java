package dev.parley.core.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Episodes in PostgreSQL. */
@ApplicationScoped
class StoredEpisodes implements Episodes {
    private final Transactions transactions;
    private final EpisodeLedger ledger;

    @Inject
    StoredEpisodes(Transactions transactions, EpisodeLedger ledger) {
        this.transactions = transactions;
        this.ledger = ledger;
    }

    @Override
    public Uni<Optional<EpisodeData>> find(EpisodeId id) {
        return transactions.read(session -> session.find(EpisodeEntity.class, id.value())
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.<EpisodeData>empty())
                        : EpisodeDetails.of(session, row).map(Optional::of)));
    }

    @Override
    public Uni<List<EpisodeData>> ofPrompt(PromptId prompt) {
        return transactions.read(session -> session.createQuery(
                        "FROM EpisodeEntity WHERE promptId = :prompt ORDER BY createdAt, id", EpisodeEntity.class)
                .setParameter("prompt", prompt.value())
                .getResultList()
                .chain(rows -> EpisodeDetails.of(session, rows)));
    }

    @Override
    public Uni<List<EpisodeData>> search(EpisodeSearch search) {
        return transactions.read(session ->
                new EpisodeQuery(search).on(session).getResultList().chain(rows -> EpisodeDetails.of(session, rows)));
    }

    @Override
    public Uni<EpisodeData> advance(EpisodeId id, Fence fence, long sequence, Report report) {
        return transactions.write(session -> ledger.lock(session, id, fence)
                .call(row -> sequence <= row.reportSequence
                        ? Uni.createFrom().voidItem()
                        : takeOver(session, row, sequence, report))
                .chain(row -> EpisodeDetails.of(session, row)));
    }

    private Uni<Void> takeOver(Mutiny.Session session, EpisodeEntity row, long sequence, Report report) {
        EpisodeId id = new EpisodeId(row.id);
        if (report.state() == EpisodeState.LOST) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT, "Episode %s: only the platform declares an episode lost.".formatted(id));
        }
        row.reportSequence = sequence;
        report.endReason().ifPresent(reason -> row.endReason = reason);
        report.detail().ifPresent(detail -> row.endDetail = detail);
        report.steps().ifPresent(steps -> row.steps = steps);
        report.resetTime().ifPresent(time -> row.resetMs = time.toMillis());
        report.conditionsJson().ifPresent(conditions -> row.conditions = conditions);
        report.executionProfile().ifPresent(profile -> row.executionProfile = profile);
        report.guess().ifPresent(row::guess);
        report.familiarity().ifPresent(row::familiarity);
        report.finalObjectsJson().ifPresent(objects -> row.finalObjects = objects);
        if (report.state().terminal() && row.endReason == null) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "Episode %s cannot become %s without an end reason.".formatted(id, report.state()));
        }
        // The same state again with a new sequence only adds facts, for example a late step count.
        Uni<Void> changed = row.state == report.state() && !row.state.terminal()
                ? session.flush()
                : catchUp(session, row, report.state()).chain(() -> ledger.change(session, row, report.state()));
        // What a person had a hand in says nothing about the policy, whatever the scene finds at its end.
        return report.judgement()
                .filter(judgement -> row.takenOverAt == null)
                .map(judgement -> changed.chain(() -> ledger.judge(session, id, judgement)))
                .orElse(changed);
    }

    /**
     * The report of an end may come without what led to it: a station that died while the platform could not listen has
     * kept nothing else. An episode that ended has been through all of it.
     */
    private Uni<Void> catchUp(Mutiny.Session session, EpisodeEntity row, EpisodeState end) {
        return Multi.createFrom()
                .iterable(EpisodeTransitions.unheardBefore(end, row.state))
                .onItem()
                .transformToUniAndConcatenate(state -> ledger.change(session, row, state))
                .collect()
                .last()
                .replaceWithVoid();
    }

    @Override
    public Uni<List<String>> attached(EpisodeId id) {
        return transactions.read(
                session -> session.createQuery("SELECT name FROM ArtifactEntity WHERE episodeId = :id", String.class)
                        .setParameter("id", id.value())
                        .getResultList());
    }

    @Override
    public Uni<Void> attach(
            EpisodeId id, Fence fence, String artifactName, String contentType, String sha256, long sizeBytes) {
        return transactions.write(session -> ledger.lock(session, id, fence)
                .call(() -> session.createNativeQuery(
                                "INSERT INTO artifact (episode_id, name, content_type, sha256, size_bytes)"
                                        + " VALUES (:episode, :name, :type, :sha256, :size)"
                                        + " ON CONFLICT (episode_id, name) DO UPDATE SET"
                                        + " content_type = excluded.content_type, sha256 = excluded.sha256,"
                                        + " size_bytes = excluded.size_bytes, stored_at = now()")
                        .setParameter("episode", id.value())
                        .setParameter("name", artifactName)
                        .setParameter("type", contentType)
                        .setParameter("sha256", sha256)
                        .setParameter("size", sizeBytes)
                        .executeUpdate())
                .invoke(row -> row.version++)
                .call(session::flush)
                .chain(row -> ledger.tell(session, row, "episode.artifact", Map.of("name", artifactName))));
    }

    @Override
    public Uni<Boolean> ranUnder(GoalImageId image) {
        return transactions.read(session -> session.createQuery(
                        "SELECT count(*) FROM EpisodeEntity WHERE goalImage = :image", Long.class)
                .setParameter("image", image.value())
                .getSingleResult()
                .map(count -> count > 0));
    }

    @Override
    public Uni<List<Duration>> durations(StationId station, String sceneId, int atMost) {
        return transactions.read(session -> session.createNativeQuery(
                        "SELECT (extract(epoch FROM ended_at - created_at) * 1000)::bigint FROM episode"
                                + " WHERE station_id = :station AND scene_id = :scene"
                                + " AND state IN ('TERMINATED', 'TRUNCATED') AND sealed_by IS NULL ORDER BY ended_at DESC LIMIT :most",
                        Long.class)
                .setParameter("station", station.value())
                .setParameter("scene", sceneId)
                .setParameter("most", atMost)
                .getResultList()
                .map(millis -> millis.stream().map(Duration::ofMillis).toList()));
    }
}
