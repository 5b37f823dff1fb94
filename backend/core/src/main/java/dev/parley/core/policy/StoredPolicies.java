package dev.parley.core.policy;

import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The policy versions in PostgreSQL. */
@ApplicationScoped
class StoredPolicies implements Policies {
    /** PostgreSQL advisory lock of the announcements of unknown versions: the letters "PPOL". */
    private static final long ANNOUNCE_LOCK = 0x50504F4CL;

    /**
     * What can be asked for: all that stations announced, and of the policies that run elsewhere the version that their server
     * answers as now, as long as it is in order, and of those that were uploaded the ones that are not out of use.
     */
    private static final String OFFERED = """
            SELECT v.* FROM policy_version v LEFT JOIN remote_policy r ON r.name = v.name
                LEFT JOIN uploaded_policy u ON u.name = v.name
            WHERE CASE WHEN r.name IS NOT NULL THEN v.kind = 'remote' AND r.state = 'READY' AND r.current_digest = v.digest
                       WHEN u.name IS NOT NULL THEN v.kind = 'uploaded' AND u.state = 'READY' AND u.digest = v.digest
                       ELSE v.kind NOT IN ('remote', 'uploaded') END""";

    private static final String OUT_OF_ORDER = """
            SELECT v.* FROM policy_version v LEFT JOIN remote_policy r ON r.name = v.name AND r.current_digest = v.digest
                LEFT JOIN uploaded_policy u ON u.name = v.name AND u.digest = v.digest
            WHERE v.name = :name AND (r.name IS NOT NULL OR u.name IS NOT NULL)""";

    private final Transactions transactions;

    @Inject
    StoredPolicies(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The newest version of each, by name. What was announced last counts as newest: it is what can run now. */
    @Override
    public Uni<List<PolicyData>> all() {
        return transactions.read(session -> session.createNativeQuery(
                        OFFERED + " ORDER BY v.name, v.last_announced DESC, v.first_seen DESC", PolicyEntity.class)
                .getResultList()
                .map(rows -> {
                    Map<String, PolicyData> newest = new LinkedHashMap<>();
                    rows.forEach(row -> newest.putIfAbsent(row.name, row.data()));
                    return List.copyOf(newest.values());
                }));
    }

    @Override
    public Uni<Optional<PolicyData>> known(String name) {
        return newest(name)
                .chain(newest -> newest.isPresent()
                        ? Uni.createFrom().item(newest)
                        : transactions.read(session -> session.createNativeQuery(OUT_OF_ORDER, PolicyEntity.class)
                                .setParameter("name", name)
                                .getResultList()
                                .map(rows -> rows.stream().findFirst().map(PolicyEntity::data))));
    }

    @Override
    public Uni<Optional<PolicyData>> newest(String name) {
        return transactions.read(session -> session.createNativeQuery(
                        OFFERED + " AND v.name = :name ORDER BY v.last_announced DESC, v.first_seen DESC LIMIT 1",
                        PolicyEntity.class)
                .setParameter("name", name)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(PolicyEntity::data)));
    }

    @Override
    public Uni<Optional<PolicyData>> version(String name, String digest) {
        return transactions.read(session -> session.find(PolicyEntity.class, new PolicyEntity.Key(name, digest))
                .map(row -> Optional.ofNullable(row).map(PolicyEntity::data)));
    }

    @Override
    public Uni<Void> announce(PolicyData policy) {
        return transactions.write(session -> Transactions.now(session)
                .chain(now -> found(session, new PolicyEntity.Key(policy.name(), policy.digest()))
                        .chain(known -> {
                            if (known != null) {
                                known.lastAnnounced = now;
                                return session.flush();
                            }
                            PolicyEntity row = new PolicyEntity();
                            row.name = policy.name();
                            row.digest = policy.digest();
                            row.kind = policy.kind();
                            row.title = policy.title();
                            row.description = policy.description();
                            row.acceptsInstruction = policy.acceptsInstruction();
                            row.acceptsGoalImage = policy.acceptsGoalImage();
                            row.embodiment = policy.embodiment();
                            row.actionSpaceKind = policy.actionSpaceKind();
                            row.sceneIds = policy.sceneIds().toArray(String[]::new);
                            row.firstSeen = now;
                            row.lastAnnounced = now;
                            return session.persist(row).chain(session::flush);
                        })));
    }

    /** Looks again under a lock before it says that there is none: stations that start together announce together. */
    private static Uni<@Nullable PolicyEntity> found(Mutiny.Session session, PolicyEntity.Key key) {
        return session.find(PolicyEntity.class, key)
                .chain(known -> known != null
                        ? Uni.createFrom().item(known)
                        : Transactions.oneAtATime(session, ANNOUNCE_LOCK)
                                .chain(() -> session.find(PolicyEntity.class, key)));
    }
}
