package dev.parley.core.owner;

import dev.parley.contracts.LabId;
import dev.parley.core.account.Author;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.person.Lab;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Owners of policies in PostgreSQL. */
@ApplicationScoped
class StoredPolicyOwners implements PolicyOwners {
    private static final String ALL = """
            SELECT o.policy_name, l.id, l.name, l.title FROM policy_owner o JOIN lab l ON l.id = o.lab_id""";

    private static final String SET = """
            INSERT INTO policy_owner (policy_name, lab_id) SELECT v.name, CAST(nullif(:lab, '') AS uuid) FROM policy_version v
            WHERE v.name = :policy LIMIT 1
            ON CONFLICT (policy_name) DO UPDATE SET lab_id = excluded.lab_id, since = clock_timestamp()""";

    /** The policy belonged to its lab before anybody said so here. */
    private static final String UNCOUNT = """
            UPDATE comparison_vote w SET counts = false, not_counted = 'OWN_POLICY' FROM comparison c
            WHERE c.id = w.comparison_id AND (w.counts OR w.not_counted = 'CHOSEN_POLICIES')
              AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = w.author AND g.lab_id = CAST(nullif(:lab, '') AS uuid))
              AND EXISTS (SELECT FROM policy_version v WHERE v.name = :policy
                          AND v.digest IN (c.first_digest, c.second_digest))""";

    private final Pool postgres;
    private final Transactions transactions;
    private final OwnPolicies owned;
    private final Audit audit;

    @Inject
    StoredPolicyOwners(Pool postgres, Transactions transactions, OwnPolicies owned, Audit audit) {
        this.postgres = postgres;
        this.transactions = transactions;
        this.owned = owned;
        this.audit = audit;
    }

    @Override
    public Uni<Map<String, Lab>> all() {
        return postgres.preparedQuery(ALL).execute().map(rows -> {
            Map<String, Lab> owners = new HashMap<>();
            rows.forEach(row -> owners.put(
                    row.getString(0), new Lab(new LabId(row.getUUID(1)), row.getString(2), row.getString(3))));
            return Map.copyOf(owners);
        });
    }

    @Override
    public Uni<Optional<Lab>> of(String policy) {
        return all().map(owners -> Optional.ofNullable(owners.get(policy)));
    }

    @Override
    public Uni<Set<String>> ownedBy(Author author) {
        return owned.of(postgres, List.of(author)).map(own -> own.of(author.id()));
    }

    @Override
    public Uni<Void> set(String policy, Optional<Lab> lab, Actor by, String reason) {
        return transactions.write(session -> owner(session, policy, lab)
                .chain(() -> uncounted(session, policy, lab))
                .chain(votes -> audit.record(
                        session,
                        by,
                        new Deed(
                                lab.isPresent() ? "policy.owner-set" : "policy.owner-removed",
                                "policy",
                                policy,
                                lab.map(Lab::id),
                                reason,
                                Map.of(
                                        "lab",
                                        lab.map(Lab::name).orElse(""),
                                        "votesUncounted",
                                        String.valueOf(votes))))));
    }

    private static Uni<Void> owner(Mutiny.Session session, String policy, Optional<Lab> lab) {
        return session.createNativeQuery(SET)
                .setParameter("policy", policy)
                .setParameter("lab", text(lab))
                .executeUpdate()
                .invoke(written -> {
                    if (written == 0) {
                        throw new ParleyException(
                                ErrorCode.POLICY_UNKNOWN,
                                "No station has announced a policy with this name; see GET /api/v1/policies.");
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Integer> uncounted(Mutiny.Session session, String policy, Optional<Lab> lab) {
        return session.createNativeQuery(UNCOUNT)
                .setParameter("policy", policy)
                .setParameter("lab", text(lab))
                .executeUpdate();
    }

    private static String text(Optional<Lab> lab) {
        return lab.map(known -> known.id().toString()).orElse("");
    }
}
