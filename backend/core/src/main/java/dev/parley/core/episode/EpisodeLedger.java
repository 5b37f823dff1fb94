package dev.parley.core.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.GoalImageId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.TurnData;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Changes episodes inside a caller's transaction, under the row's lock; for the features of core only. */
@ApplicationScoped
public class EpisodeLedger {
    private final EventRecorder events;
    private final Scenes scenes;

    @Inject
    EpisodeLedger(EventRecorder events, Scenes scenes) {
        this.events = events;
        this.scenes = scenes;
    }

    /** What losing contact did to an episode. */
    public enum Loss {
        /** It was terminal already. */
        HAD_ENDED,
        /** LOST now; another attempt does no harm. */
        REPEATABLE,
        /** LOST now; a real robot may have moved. */
        NEVER_AGAIN
    }

    /** A new episode, CREATED, with a copy of everything it runs under. */
    public Uni<Void> create(
            Mutiny.Session session,
            EpisodeId id,
            Fence fence,
            TurnData turn,
            Optional<String> taskReading,
            StationData station,
            Instant now) {
        return scenes.find(turn.sceneId()).map(Optional::orElseThrow).chain((SceneData scene) -> {
            EpisodeEntity row = new EpisodeEntity();
            row.id = id.value();
            row.promptId = turn.promptId().value();
            row.turnId = turn.id().value();
            row.author = turn.author().value();
            row.stationId = station.id().value();
            row.stationName = station.name();
            row.stationKind = station.kind();
            row.fence = fence.value();
            row.attempt = turn.attempts() + 1;
            row.state = EpisodeState.CREATED;
            row.instruction = turn.instruction().orElse(null);
            row.goalImage = turn.goalImage().map(GoalImageId::value).orElse(null);
            row.sceneId = turn.sceneId();
            row.policyName = turn.policyName();
            row.policyDigest = turn.policyDigest();
            row.taskId = turn.taskId().orElse(null);
            row.taskReading = taskReading.orElse(null);
            row.seed = turn.seed();
            row.conditions = "{}";
            row.maxSteps = turn.maxSteps();
            row.controlHz = scene.controlHz();
            row.createdAt = now;
            row.sealedBy = turn.pair().map(pair -> pair.comparison().value()).orElse(null);
            row.version = 1;
            return certificate(session, turn)
                    .invoke(certificate -> row.certificateDigest = certificate.orElse(null))
                    .chain(() -> session.persist(row))
                    .call(session::flush)
                    .chain(() -> tell(session, row, null));
        });
    }

    private static Uni<Optional<String>> certificate(Mutiny.Session session, TurnData turn) {
        return session.createNativeQuery(
                        "SELECT certificate_digest FROM remote_version WHERE policy = :policy AND digest = :digest",
                        String.class)
                .setParameter("policy", turn.policyName())
                .setParameter("digest", turn.policyDigest())
                .getResultList()
                .map(rows -> rows.stream().findFirst());
    }

    /** @throws ParleyException STATE_CONFLICT in the Uni while the episode has not ended */
    public Uni<Void> requireEnded(Mutiny.Session session, EpisodeId id) {
        return lock(session, id)
                .invoke(row -> {
                    if (!row.state.terminal()) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT,
                                "Episode %s is %s; its slot is free only once it has ended.".formatted(id, row.state));
                    }
                })
                .replaceWithVoid();
    }

    /** Whether it ended by its task, its limits or its policy: what another policy does may be held against it. */
    public Uni<Boolean> comparable(Mutiny.Session session, EpisodeId id) {
        return lock(session, id)
                .map(row -> row.endReason != null && Judgeable.is(row.state, Optional.of(row.endReason)));
    }

    /** LOST, unless it has ended. */
    public Uni<Loss> lose(Mutiny.Session session, EpisodeId id, String note) {
        return lock(session, id).chain(row -> {
            if (row.state.terminal()) {
                return Uni.createFrom().item(Loss.HAD_ENDED);
            }
            Loss loss = !row.stationKind.underRealRules() || row.state == EpisodeState.CREATED
                    ? Loss.REPEATABLE
                    : Loss.NEVER_AGAIN;
            row.endReason = EndReason.CONTACT_LOST;
            row.endDetail = note;
            return change(session, row, EpisodeState.LOST).replaceWith(loss);
        });
    }

    /** A judge's verdict; a later one of the same judge replaces it. */
    public Uni<Void> judge(Mutiny.Session session, EpisodeId id, Outcome outcome) {
        return session.createNativeQuery("INSERT INTO outcome (episode_id, judge, result, progress, votes)"
                        + " VALUES (:episode, :judge, :result, cast(cast(:progress AS text) AS double precision),"
                        + " cast(cast(:votes AS text) AS integer)) ON CONFLICT (episode_id, judge) DO UPDATE SET"
                        + " result = excluded.result, progress = excluded.progress, votes = excluded.votes, at = now()")
                .setParameter("episode", id.value())
                .setParameter("judge", outcome.judge())
                .setParameter("result", outcome.result().name())
                // Text, because a null has no type of its own for PostgreSQL to infer.
                .setParameter(
                        "progress",
                        outcome.progress().isPresent()
                                ? Double.toString(outcome.progress().getAsDouble())
                                : null)
                .setParameter(
                        "votes",
                        outcome.votes().isPresent()
                                ? Integer.toString(outcome.votes().getAsInt())
                                : null)
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * A person goes on by hand. Whatever its station reports from now on, it ends as {@link EndReason#TAKEN_OVER}. Event {@code
     * episode.taken-over}; twice is once.
     *
     * @throws ParleyException STATE_CONFLICT in the Uni once it has ended
     */
    public Uni<Void> takeOver(Mutiny.Session session, EpisodeId id) {
        return lock(session, id).chain(row -> {
            if (row.state.terminal()) {
                throw new ParleyException(ErrorCode.STATE_CONFLICT, "It has ended; there is nothing to take over.");
            }
            if (row.takenOverAt != null) {
                return Uni.createFrom().voidItem();
            }
            return Transactions.now(session)
                    .invoke(now -> {
                        row.takenOverAt = now;
                        row.version++;
                    })
                    .chain(session::flush)
                    .chain(() -> tell(session, row, TakenOver.EVENT, Map.of()));
        });
    }

    /**
     * The verdict of somebody who was there; a later one of the same judge replaces it.
     *
     * @throws ParleyException STATE_CONFLICT in the Uni while it runs
     */
    public Uni<Void> judgeEnded(Mutiny.Session session, EpisodeId id, Outcome outcome) {
        return lock(session, id)
                .invoke(row -> {
                    if (!row.state.terminal()) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT, "It is %s; judge it once it has ended.".formatted(row.state));
                    }
                })
                .call(() -> judge(session, id, outcome))
                .invoke(row -> row.version++)
                .call(session::flush)
                .chain(row -> tell(session, row, "episode.judged", Map.of("judge", outcome.judge())));
    }

    Uni<EpisodeEntity> lock(Mutiny.Session session, EpisodeId id) {
        return session.find(EpisodeEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE)
                .invoke(row -> {
                    if (row == null) {
                        throw unknown(id);
                    }
                });
    }

    Uni<EpisodeEntity> lock(Mutiny.Session session, EpisodeId id, Fence fence) {
        return lock(session, id).invoke(row -> {
            if (row.fence != fence.value()) {
                throw new ParleyException(
                        ErrorCode.STALE_FENCE,
                        "Episode %s runs under another fence than %s; only its own counts.".formatted(id, fence));
            }
        });
    }

    Uni<Void> change(Mutiny.Session session, EpisodeEntity row, EpisodeState to) {
        EpisodeState from = row.state;
        EpisodeTransitions.TABLE.require(row.id, from, to);
        return Transactions.now(session).chain(now -> {
            row.state = to;
            row.version++;
            if (to == EpisodeState.RUNNING && row.runningAt == null) {
                row.runningAt = now;
            }
            if (to.terminal()) {
                row.endedAt = now;
                if (row.takenOverAt != null && to != EpisodeState.LOST) {
                    row.endReason = EndReason.TAKEN_OVER;
                }
            }
            return session.flush().chain(() -> tell(session, row, from));
        });
    }

    /** Something about the episode changed that is not its state. */
    Uni<Void> tell(Mutiny.Session session, EpisodeEntity row, String kind, Map<String, ?> more) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("prompt", row.promptId);
        payload.put("station", row.stationId);
        payload.put("fence", row.fence);
        payload.putAll(more);
        return events.record(session, DomainEvent.Aggregate.EPISODE, row.id, row.version, kind, payload);
    }

    static ParleyException unknown(EpisodeId id) {
        return new ParleyException(ErrorCode.EPISODE_UNKNOWN, "There is no episode %s.".formatted(id));
    }

    private Uni<Void> tell(Mutiny.Session session, EpisodeEntity row, @Nullable EpisodeState from) {
        return tell(
                session,
                row,
                "episode." + row.state.name().toLowerCase(Locale.ROOT),
                Map.of("from", from == null ? "" : from.name(), "to", row.state.name()));
    }
}
