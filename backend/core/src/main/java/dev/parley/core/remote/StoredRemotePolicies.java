package dev.parley.core.remote;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Registered policies in PostgreSQL. */
@ApplicationScoped
class StoredRemotePolicies implements RemotePolicies {
    private final Transactions transactions;
    private final RemoteReads reads;
    private final RemoteRegister register;
    private final Audit audit;
    private final ExaminationQueue queue;
    private final RemoteConfig config;

    @Inject
    StoredRemotePolicies(
            Transactions transactions,
            RemoteReads reads,
            RemoteRegister register,
            Audit audit,
            ExaminationQueue queue,
            RemoteConfig config) {
        this.transactions = transactions;
        this.reads = reads;
        this.register = register;
        this.audit = audit;
        this.queue = queue;
        this.config = config;
    }

    @Override
    public Uni<RemotePolicyData> register(Registration wanted, SignedIn who, Actor by) {
        return register.add(wanted, who, by).chain(() -> find(wanted.name())).map(Optional::orElseThrow);
    }

    @Override
    public Uni<Optional<RemotePolicyData>> find(String name) {
        return reads.find(name);
    }

    @Override
    public Uni<List<RemotePolicyData>> all(Optional<PersonId> owner) {
        return reads.all(owner);
    }

    @Override
    public Uni<Optional<ExaminationData>> latest(String name) {
        return reads.latest(name);
    }

    @Override
    public Uni<List<RemoteVersion>> versions(String name) {
        return reads.versions(name);
    }

    @Override
    public Uni<Optional<AskedTimes>> asked(String name) {
        return reads.asked(name);
    }

    @Override
    public Uni<Optional<String>> certificate(String digest) {
        return reads.certificate(digest);
    }

    @Override
    public Uni<RemotePolicyData> examine(String name, SignedIn who, Actor by) {
        return changed(
                name,
                who,
                session -> RemoteStates.lock(session, name)
                        .chain(() -> requireSomeTime(session, name))
                        .chain(() -> RemoteStates.move(session, name, RemoteState.EXAMINING, ""))
                        .chain(() -> queue.add(session, name, ExaminationData.Because.ASKED))
                        .chain(() -> audit.record(
                                session,
                                by,
                                new Deed("remote-policy.examined", "policy", name, Optional.empty(), "", Map.of()))));
    }

    private Uni<Void> requireSomeTime(Mutiny.Session session, String name) {
        return session.createNativeQuery(
                        "SELECT count(*) FROM remote_examination WHERE policy = :name"
                                + " AND asked_at > clock_timestamp() - cast(:seconds AS double precision) * interval '1 second'",
                        Long.class)
                .setParameter("name", name)
                .setParameter("seconds", config.examineAtMostEvery().toMillis() / 1000.0)
                .getSingleResult()
                .invoke(recent -> {
                    if (recent > 0) {
                        throw new ParleyException(
                                ErrorCode.RATE_LIMITED,
                                "It was examined a moment ago; each examination asks the server some hundred times. Try again in %d s."
                                        .formatted(config.examineAtMostEvery().toSeconds()));
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<RemotePolicyData> retire(String name, SignedIn who, Actor by, String reason) {
        return changed(
                name,
                who,
                session -> RemoteStates.move(session, name, RemoteState.RETIRED, reason)
                        .chain(() -> session.createNativeQuery("UPDATE remote_examination SET state = 'BROKE_OFF',"
                                        + " ended_at = clock_timestamp(), problem = 'The policy was taken out of use.'"
                                        + " WHERE policy = :name AND ended_at IS NULL")
                                .setParameter("name", name)
                                .executeUpdate())
                        .chain(() -> audit.record(
                                session,
                                by,
                                new Deed(
                                        "remote-policy.retired", "policy", name, Optional.empty(), reason, Map.of()))));
    }

    private Uni<RemotePolicyData> changed(String name, SignedIn who, Function<Mutiny.Session, Uni<Void>> change) {
        return find(name)
                .map(found -> found.orElseThrow(() -> RemoteStates.unknown(name)))
                .invoke(policy -> {
                    if (!RemotePolicies.keeps(policy, Optional.of(who))) {
                        throw new ParleyException(
                                ErrorCode.NOT_YOURS,
                                "Policy %s is somebody else's; its owner and platform admins decide about it."
                                        .formatted(name));
                    }
                })
                .chain(() -> transactions.write(change))
                .chain(() -> find(name))
                .map(Optional::orElseThrow);
    }
}
