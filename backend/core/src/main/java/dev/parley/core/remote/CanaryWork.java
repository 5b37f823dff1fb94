package dev.parley.core.remote;

import dev.parley.core.reactive.Transactions;
import dev.parley.core.remote.ExaminationData.Because;
import dev.parley.policy.conformance.Canaries;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Asks servers their canaries, once a day and before each study: one that answers otherwise is another version. */
@ApplicationScoped
class CanaryWork {
    private static final Logger LOG = Logger.getLogger(CanaryWork.class);

    /** A study waits for a look that is newer than itself. */
    private static final String CLAIM = """
            UPDATE remote_policy SET canaries_due = clock_timestamp() + $1 * interval '1 second'
            WHERE name = (
                SELECT r.name FROM remote_policy r
                WHERE r.state IN ('READY', 'AWAY') AND (r.canaries_due <= clock_timestamp()
                    OR r.state = 'READY' AND r.canaries_due > clock_timestamp() + $1 * interval '1 second' AND EXISTS (
                        SELECT FROM study_canary c JOIN study s ON s.id = c.study_id AND s.state = 'RUNNING'
                        JOIN remote_version v ON v.policy = c.policy AND v.digest = c.digest
                        WHERE c.policy = r.name AND v.checked_at < s.created_at AND v.digest = r.current_digest))
                ORDER BY r.canaries_due LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING name""";

    private final Pool postgres;
    private final Subjects subjects;
    private final Versions versions;
    private final ExaminationQueue queue;
    private final Transactions transactions;
    private final BlockingWork blocking;
    private final RemoteConfig config;

    @Inject
    CanaryWork(
            Pool postgres,
            Subjects subjects,
            Versions versions,
            ExaminationQueue queue,
            Transactions transactions,
            BlockingWork blocking,
            RemoteConfig config) {
        this.postgres = postgres;
        this.subjects = subjects;
        this.versions = versions;
        this.queue = queue;
        this.transactions = transactions;
        this.blocking = blocking;
        this.config = config;
    }

    /** @return whether there was one */
    Uni<Boolean> next() {
        return postgres.preparedQuery(CLAIM)
                .execute(Tuple.of((double) config.awayEvery().toSeconds()))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(false)
                        : ask(rows.iterator().next().getString(0)).replaceWith(true));
    }

    private Uni<Void> ask(String policy) {
        return subjects.find(policy, LinkLimits.EXAMINATION)
                .map(Optional::orElseThrow)
                .chain((Subjects.Reachable server) -> blocking.call(
                                () -> Canaries.ask(
                                        server.subject(),
                                        server.policy()
                                                .mapping()
                                                .plan(server.policy().dialect())),
                                // Before anybody else asks it.
                                config.awayEvery().multipliedBy(9).dividedBy(10),
                                "Asking it 20 questions")
                        .chain(answers -> versions.of(policy)
                                .chain(known -> transactions.write(
                                        session -> answered(session, server.policy(), answers, known))))
                        .onFailure(LinkFault.class)
                        .recoverWithUni(fault -> transactions.write(session -> silent(
                                session,
                                policy,
                                Examiner.withoutAddress(
                                        String.valueOf(fault.getMessage()),
                                        server.policy().url())))))
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "policy %s could not be asked its canaries", policy));
    }

    private Uni<Void> answered(
            Mutiny.Session session, RemotePolicyData policy, Canaries answers, List<Versions.Kept> known) {
        return RemoteStates.lock(session, policy.name()).chain(state -> {
            if (state != RemoteState.READY && state != RemoteState.AWAY) {
                return Uni.createFrom().voidItem();
            }
            Optional<Versions.Kept> version = current(policy, known)
                    .filter(kept -> kept.is(answers))
                    .or(() -> Versions.answering(known, answers));
            if (version.isEmpty()) {
                double apart = current(policy, known)
                        .map(kept -> answers.worst(kept.canaries()))
                        .orElse(Double.NaN);
                return RemoteStates.move(session, policy.name(), RemoteState.EXAMINING, drifted(apart))
                        .chain(() -> queue.add(session, policy.name(), Because.DRIFTED));
            }
            Versions.Kept now = version.get();
            return versions.checked(
                            session, policy.name(), now.digest(), answers.worst(now.canaries()), Optional.empty())
                    .chain(() -> state == RemoteState.AWAY
                            ? RemoteStates.move(session, policy.name(), RemoteState.READY, "")
                            : Uni.createFrom().voidItem())
                    .chain(() -> Versions.dueIn(
                            session, policy.name(), config.canariesEvery().toSeconds()));
        });
    }

    private static Optional<Versions.Kept> current(RemotePolicyData policy, List<Versions.Kept> known) {
        return known.stream()
                .filter(kept -> policy.digest().equals(Optional.of(kept.digest())))
                .findFirst();
    }

    private static String drifted(double apart) {
        return Double.isFinite(apart)
                ? String.format(
                        Locale.ROOT, "It answers otherwise than before, by up to %.3g; it is examined anew.", apart)
                : "It answers otherwise than before; it is examined anew.";
    }

    /** It is asked again soon. */
    private Uni<Void> silent(Mutiny.Session session, String policy, String why) {
        return RemoteStates.lock(session, policy)
                .chain(state -> state == RemoteState.READY
                        ? RemoteStates.move(session, policy, RemoteState.AWAY, why)
                        : Uni.createFrom().voidItem());
    }
}
