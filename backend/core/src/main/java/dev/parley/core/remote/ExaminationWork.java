package dev.parley.core.remote;

import dev.parley.core.reactive.Transactions;
import dev.parley.core.remote.ExaminationQueue.Claimed;
import dev.parley.policy.conformance.Conformance;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Does wanted examinations, one at a time on a replica, and decides what they mean for the policy. */
@ApplicationScoped
class ExaminationWork {
    private static final Logger LOG = Logger.getLogger(ExaminationWork.class);

    /** Of the claim in the time after which another replica begins anew. */
    private static final int RENEWALS = 3;

    /** Whoever began it as often as this died over it, or it could not be written down. */
    private static final int MOST_ATTEMPTS = 3;

    private final Vertx vertx;
    private final ExaminationQueue queue;
    private final Subjects subjects;
    private final Versions versions;
    private final Transactions transactions;
    private final BlockingWork blocking;
    private final RemoteConfig config;
    private final Examiner examiner;

    @Inject
    ExaminationWork(
            Vertx vertx,
            ExaminationQueue queue,
            Subjects subjects,
            Versions versions,
            Transactions transactions,
            BlockingWork blocking,
            RemoteConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.queue = queue;
        this.subjects = subjects;
        this.versions = versions;
        this.transactions = transactions;
        this.blocking = blocking;
        this.config = config;
        examiner = new Examiner(clock, config.timedAnswers());
    }

    /** @return whether there was one */
    Uni<Boolean> next() {
        return queue.claim()
                .chain(claimed -> claimed.map(found -> found.attempt() > MOST_ATTEMPTS ? giveUp(found) : examine(found))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> giveUp(Claimed claimed) {
        LOG.errorf("policy %s was examined %d times without an end", claimed.policy(), MOST_ATTEMPTS);
        return transactions
                .write(session -> breakOff(
                        session,
                        claimed,
                        "It was begun %d times and never came to its end, which is a fault of ours. Examine it anew, or tell an admin."
                                .formatted(MOST_ATTEMPTS)))
                .replaceWith(true);
    }

    private Uni<Boolean> examine(Claimed claimed) {
        long alive = vertx.setPeriodic(
                config.claim().toMillis() / RENEWALS,
                timer -> queue.stillAtIt(claimed.id())
                        .subscribe()
                        .with(
                                said -> {},
                                failure -> LOG.debugf(failure, "the claim on %s is not renewed", claimed.policy())));
        return subjects.find(claimed.policy(), LinkLimits.EXAMINATION)
                .map(Optional::orElseThrow)
                .chain((Subjects.Reachable server) -> blocking.call(
                                () -> examiner.examine(server, progress(claimed)),
                                config.examinationAtMost(),
                                "Examining it")
                        .chain(found -> versions.of(claimed.policy())
                                .chain(known -> transactions.write(
                                        session -> conclude(session, claimed, server.policy(), found, known))))
                        .onFailure(LinkFault.class)
                        .recoverWithUni(fault -> transactions.write(session -> breakOff(
                                session,
                                claimed,
                                Examiner.withoutAddress(
                                        String.valueOf(fault.getMessage()),
                                        server.policy().url())))))
                .replaceWith(true)
                .onFailure()
                .call(failure -> {
                    // It is claimed for a while yet, and then begun anew: here or where nothing fails.
                    LOG.warnf(failure, "policy %s could not be examined", claimed.policy());
                    return Uni.createFrom().voidItem();
                })
                .onTermination()
                .invoke(() -> vertx.cancelTimer(alive));
    }

    private Conformance.Progress progress(Claimed claimed) {
        return (done, parts, now) -> queue.progress(claimed.id(), done, parts, now)
                .subscribe()
                .with(
                        told -> {},
                        failure -> LOG.debugf(failure, "how far policy %s is could not be told", claimed.policy()));
    }

    private Uni<Void> conclude(
            Mutiny.Session session,
            Claimed claimed,
            RemotePolicyData policy,
            Examiner.Found found,
            List<Versions.Kept> known) {
        String certificate = found.certificate().digest();
        boolean conforms = found.canaries().isPresent();
        return RemoteStates.lock(session, policy.name())
                .chain(state -> queue.end(
                                session,
                                claimed.id(),
                                conforms ? ExaminationData.State.CONFORMS : ExaminationData.State.DOES_NOT,
                                Optional.empty(),
                                Optional.of(found.certificate().json()),
                                Optional.of(certificate))
                        .chain(mine -> {
                            if (!mine || state != RemoteState.EXAMINING) {
                                // Retired, or somebody else came first.
                                return Uni.createFrom().voidItem();
                            }
                            return conforms
                                    ? ready(session, policy, found.canaries().get(), certificate, known)
                                    : RemoteStates.move(
                                            session,
                                            policy.name(),
                                            RemoteState.REFUSED,
                                            "It cannot be used as it is; the certificate says why.");
                        }));
    }

    private Uni<Void> ready(
            Mutiny.Session session,
            RemotePolicyData policy,
            Examiner.Known known,
            String certificate,
            List<Versions.Kept> before) {
        Optional<Versions.Kept> again = Versions.answering(before, known.canaries());
        String digest = again.map(Versions.Kept::digest).orElseGet(() -> Examiner.digest(policy, known));
        Uni<Void> opened = again.isPresent()
                ? Uni.createFrom().voidItem()
                : versions.open(session, policy, digest, known, certificate);
        double apart =
                again.map(version -> known.canaries().worst(version.canaries())).orElse(0.0);
        return opened.chain(() -> versions.checked(session, policy.name(), digest, apart, Optional.of(certificate)))
                .chain(() -> RemoteStates.move(session, policy.name(), RemoteState.READY, ""))
                .chain(() -> Versions.dueIn(
                        session, policy.name(), config.canariesEvery().toSeconds()));
    }

    private Uni<Void> breakOff(Mutiny.Session session, Claimed claimed, String problem) {
        return RemoteStates.lock(session, claimed.policy())
                .chain(state -> queue.end(
                                session,
                                claimed.id(),
                                ExaminationData.State.BROKE_OFF,
                                Optional.of(problem),
                                Optional.empty(),
                                Optional.empty())
                        .chain(mine -> mine && state == RemoteState.EXAMINING
                                ? RemoteStates.move(session, claimed.policy(), RemoteState.REFUSED, problem)
                                : Uni.createFrom().voidItem()));
    }
}
