package dev.parley.core.remote;

import dev.parley.core.remote.ExaminationData.Because;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Examinations that are wanted, and which replica does which. */
@ApplicationScoped
class ExaminationQueue {
    private static final String CLAIM = """
            UPDATE remote_examination SET state = 'RUNNING', started_at = coalesce(started_at, clock_timestamp()), done = 0,
                attempts = attempts + 1, claimed_until = clock_timestamp() + $1 * interval '1 second'
            WHERE id = (SELECT id FROM remote_examination
                        WHERE ended_at IS NULL AND (state = 'WAITING' OR claimed_until < clock_timestamp())
                        ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, policy, attempts""";

    private static final String PROGRESS = """
            UPDATE remote_examination SET done = $2, parts = $3, doing = $4,
                claimed_until = clock_timestamp() + $5 * interval '1 second'
            WHERE id = $1 AND state = 'RUNNING' AND done <= $2""";

    private static final String STILL_AT_IT = """
            UPDATE remote_examination SET claimed_until = clock_timestamp() + $2 * interval '1 second'
            WHERE id = $1 AND state = 'RUNNING'""";

    private final Pool postgres;
    private final RemoteConfig config;

    @Inject
    ExaminationQueue(Pool postgres, RemoteConfig config) {
        this.postgres = postgres;
        this.config = config;
    }

    /** @param attempt 1 for the first */
    record Claimed(UUID id, String policy, int attempt) {}

    /** In the transaction that makes it wanted. */
    Uni<Void> add(Mutiny.Session session, String policy, Because because) {
        return session.createNativeQuery(
                        "INSERT INTO remote_examination (id, policy, because, state, asked_at, done, parts,"
                                + " doing) VALUES (:id, :policy, :because, 'WAITING', clock_timestamp(), 0, 1, 'Waiting for its turn')")
                .setParameter("id", UUID.randomUUID())
                .setParameter("policy", policy)
                .setParameter("because", because.name())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The oldest that nobody works on. */
    Uni<Optional<Claimed>> claim() {
        return postgres.preparedQuery(CLAIM)
                .execute(Tuple.of((double) config.claim().toSeconds()))
                .map(rows -> {
                    var row = rows.iterator();
                    if (!row.hasNext()) {
                        return Optional.empty();
                    }
                    var claimed = row.next();
                    return Optional.of(new Claimed(claimed.getUUID(0), claimed.getString(1), claimed.getInteger(2)));
                });
    }

    /** Somebody is still at it, however long one answer takes. */
    Uni<Void> stillAtIt(UUID id) {
        return postgres.preparedQuery(STILL_AT_IT)
                .execute(Tuple.of(id, (double) config.claim().toSeconds()))
                .replaceWithVoid();
    }

    /** Also says that somebody is still at it. */
    Uni<Void> progress(UUID id, int done, int parts, String doing) {
        return postgres.preparedQuery(PROGRESS)
                .execute(
                        Tuple.of(id, done, parts, doing, (double) config.claim().toSeconds()))
                .replaceWithVoid();
    }

    /** @return whether it was still this one's to end */
    Uni<Boolean> end(
            Mutiny.Session session,
            UUID id,
            ExaminationData.State state,
            Optional<String> problem,
            Optional<String> certificate,
            Optional<String> digest) {
        return session.createNativeQuery("UPDATE remote_examination SET state = :state, ended_at = clock_timestamp(),"
                        + " done = parts, problem = nullif(:problem, ''), certificate = nullif(:certificate, ''),"
                        + " digest = nullif(:digest, '') WHERE id = :id AND state = 'RUNNING'")
                .setParameter("state", state.name())
                .setParameter("problem", problem.orElse(""))
                .setParameter("certificate", certificate.orElse(""))
                .setParameter("digest", digest.orElse(""))
                .setParameter("id", id)
                .executeUpdate()
                .map(changed -> changed > 0);
    }
}
