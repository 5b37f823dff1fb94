package dev.parley.core.quota;

import dev.parley.contracts.LabId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * How many episodes a lab's stations give in any 24 hours, real and simulated ones alike: in all, and by each policy. It does not ask
 * who may; every change is in the audit, in its own transaction.
 *
 * <p>What counts is an episode that began; one that failed counts too, since the station's time is spent. A comparison takes two, and
 * what a study asks for counts like anything else. The daily canary counts for nothing and is never refused: it is how a lab sees that
 * its station drifts, and a lab that gives less must not see less. Pictures of a start are no episodes.
 */
@ApplicationScoped
public class LabQuotas {
    public static final int MOST_PER_DAY = 10_000;

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    @Inject
    LabQuotas(Pool postgres, ReactiveBridge bridge, Transactions transactions, Audit audit, Clock clock) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Of one lab: that of all policies first, then by name. */
    public Uni<List<LabQuota>> of(LabId lab) {
        return bridge.backHere(() -> bridge.onContext(() -> {
            Instant now = clock.instant();
            return postgres.preparedQuery(QuotaRows.QUOTAS)
                    .execute(Tuple.of(new UUID[] {lab.value()}, QuotaRows.since(now)))
                    .map(rows -> {
                        List<LabQuota> quotas = new ArrayList<>();
                        rows.forEach(row -> quotas.add(QuotaRows.quota(row, now)));
                        return List.copyOf(quotas);
                    });
        }));
    }

    /** What all labs have left now. */
    public Uni<DayRoom> room() {
        return bridge.backHere(() -> bridge.onContext(() -> postgres.query("SELECT DISTINCT lab_id FROM lab_quota")
                .execute()
                .chain(rows -> {
                    Set<UUID> labs = new HashSet<>();
                    rows.forEach(row -> labs.add(row.getUUID(0)));
                    return labs.isEmpty()
                            ? Uni.createFrom().item(DayRoom.ALL)
                            : DayRooms.read(postgres, labs.toArray(UUID[]::new), clock.instant());
                })));
    }

    /**
     * From now on; what runs and what was offered goes on.
     *
     * @param policy by name; empty: all policies together
     * @throws ParleyException POLICY_UNKNOWN or BODY_MALFORMED in the Uni
     */
    public Uni<Void> set(LabId lab, Optional<String> policy, int mostPerDay, Actor by, String reason) {
        if (mostPerDay < 0 || mostPerDay > MOST_PER_DAY) {
            return Uni.createFrom()
                    .failure(new ParleyException(
                            ErrorCode.BODY_MALFORMED,
                            "mostPerDay is a number of episodes from 0 to %d, not %d; to have no quota, remove it."
                                    .formatted(MOST_PER_DAY, mostPerDay)));
        }
        return transactions.write(session -> known(session, policy)
                .chain(() -> session.createNativeQuery(
                                "INSERT INTO lab_quota (lab_id, policy_name, most_per_day, by_whom, reason)"
                                        + " VALUES (:lab, :policy, :most, :by, :reason)"
                                        + " ON CONFLICT (lab_id, policy_name) DO UPDATE SET most_per_day = excluded.most_per_day,"
                                        + " by_whom = excluded.by_whom, reason = excluded.reason, at = excluded.at")
                        .setParameter("lab", lab.value())
                        .setParameter("policy", policy.orElse(""))
                        .setParameter("most", mostPerDay)
                        .setParameter("by", by.name())
                        .setParameter("reason", reason)
                        .executeUpdate())
                .chain(() -> audit.record(
                        session,
                        by,
                        deed(lab, "lab.quota-set", policy, reason, Map.of("most", mostPerDay + " a day")))));
    }

    /** @throws ParleyException STATE_CONFLICT in the Uni where there is none */
    public Uni<Void> remove(LabId lab, Optional<String> policy, Actor by, String reason) {
        return transactions.write(session -> session.createNativeQuery(
                        "DELETE FROM lab_quota WHERE lab_id = :lab AND policy_name = :policy")
                .setParameter("lab", lab.value())
                .setParameter("policy", policy.orElse(""))
                .executeUpdate()
                .chain(gone -> {
                    if (gone == 0) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT,
                                policy.map("The lab has no quota for the policy %s; see what it has by GET."::formatted)
                                        .orElse(
                                                "The lab has no quota for all policies together; see what it has by GET."));
                    }
                    return audit.record(session, by, deed(lab, "lab.quota-removed", policy, reason, Map.of()));
                }));
    }

    private static Uni<Void> known(Mutiny.Session session, Optional<String> policy) {
        return policy.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(
                                "SELECT EXISTS (SELECT FROM policy_version WHERE name = :name)", Boolean.class)
                        .setParameter("name", policy.get())
                        .getSingleResult()
                        .invoke(there -> {
                            if (!there) {
                                throw new ParleyException(
                                        ErrorCode.POLICY_UNKNOWN,
                                        "There is no policy named %s; see GET /api/v1/policies, or leave it out for all."
                                                .formatted(policy.get()));
                            }
                        })
                        .replaceWithVoid();
    }

    private static Deed deed(
            LabId lab, String action, Optional<String> policy, String reason, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        all.put("policy", policy.orElse("all policies"));
        return new Deed(action, "lab", lab.value().toString(), Optional.of(lab), reason, all);
    }
}
