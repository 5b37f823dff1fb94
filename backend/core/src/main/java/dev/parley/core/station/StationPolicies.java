package dev.parley.core.station;

import static java.util.stream.Collectors.joining;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.SceneCapability;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** What may run on a station, and who said so. It does not ask who may; every change is in the audit, in its own transaction. */
@ApplicationScoped
public class StationPolicies {
    /** Of versions in scenes, whose names hold no comma: what simulators ran to an end that says something, and what of it the scene called done. The same seeds day by day are no new passes. */
    private static final String PASSES = """
            SELECT e.policy_digest, count(*), count(*) FILTER (WHERE o.result = 'SUCCESS')
            FROM episode e LEFT JOIN outcome o ON o.episode_id = e.id AND o.judge = 'scene'
            WHERE e.station_kind = 'SIMULATOR' AND e.sealed_by IS NULL AND e.ended_at IS NOT NULL
                AND NOT EXISTS (SELECT FROM canary k WHERE k.id = e.author)
                AND e.end_reason IN ('TASK_DONE', 'STEP_LIMIT', 'TIME_LIMIT', 'POLICY_FAULT', 'ENVELOPE')
                AND e.policy_digest = ANY (string_to_array(cast(:digests AS text), ','))
                AND e.scene_id = ANY (string_to_array(cast(:scenes AS text), ','))
            GROUP BY e.policy_digest""";

    private static final String APPROVED =
            "SELECT policy_digest, by_whom, reason, (extract(epoch FROM at) * 1000)::bigint FROM station_policy"
                    + " WHERE station_id = :station";

    private final Transactions transactions;
    private final StationLedger ledger;
    private final Audit audit;
    private final PyramidConfig config;

    @Inject
    StationPolicies(Transactions transactions, StationLedger ledger, Audit audit, PyramidConfig config) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.audit = audit;
        this.config = config;
    }

    /**
     * What a station announces or can ask on its maker's server, and what may run there.
     *
     * @param passesNeeded done in simulation before a version can be approved
     */
    public record Allowed(PolicyRule rule, int passesNeeded, List<Version> versions) {}

    /**
     * One version that it announces or can ask.
     *
     * @param tries in simulation, in its scenes, that ended in a way that says something
     * @param done of these
     */
    public record Version(
            String name, String title, String digest, long tries, long done, Optional<Approval> approval) {}

    /** Who approved it. */
    public record Approval(String by, String reason, Instant at) {}

    /** @throws ParleyException STATION_UNKNOWN in the Uni */
    public Uni<Allowed> of(StationId id) {
        return transactions.read(session -> session.find(StationEntity.class, id.value())
                .chain(row -> {
                    if (row == null) {
                        throw new ParleyException(ErrorCode.STATION_UNKNOWN, "There is no station %s.".formatted(id));
                    }
                    return allowed(session, row);
                }));
    }

    /**
     * It may run there from now on.
     *
     * @throws ParleyException POLICY_UNKNOWN for one that the station neither announces nor can ask, or STATE_CONFLICT before it has passed in
     *     simulation, in the Uni
     */
    public Uni<Void> approve(StationId id, String digest, Actor by, String reason) {
        return transactions.write(session -> ledger.lock(session, id)
                .chain(row -> allowed(session, row).chain(allowed -> {
                    Version version = announced(allowed, digest);
                    if (version.done() < config.simulatorPasses()) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT,
                                "Simulation first: %s was done %d times there in this station's scenes, and %d are needed."
                                        .formatted(version.title(), version.done(), config.simulatorPasses()));
                    }
                    return session.createNativeQuery("INSERT INTO station_policy (station_id, policy_digest, by_whom,"
                                    + " reason) VALUES (:station, :digest, :by, :reason)"
                                    + " ON CONFLICT (station_id, policy_digest) DO UPDATE SET by_whom = excluded.by_whom,"
                                    + " reason = excluded.reason, at = excluded.at")
                            .setParameter("station", id.value())
                            .setParameter("digest", digest)
                            .setParameter("by", by.name())
                            .setParameter("reason", reason)
                            .executeUpdate()
                            .chain(() -> changed(
                                    session,
                                    row,
                                    by,
                                    "station.policy-approved",
                                    reason,
                                    Map.of("policy", version.name(), "digest", digest)));
                })));
    }

    /** Nothing more of it is offered there; what runs goes on. */
    public Uni<Void> takeBack(StationId id, String digest, Actor by, String reason) {
        return transactions.write(session -> ledger.lock(session, id)
                .chain(row -> session.createNativeQuery(
                                "DELETE FROM station_policy WHERE station_id = :station AND policy_digest = :digest")
                        .setParameter("station", id.value())
                        .setParameter("digest", digest)
                        .executeUpdate()
                        .chain(gone -> {
                            if (gone == 0) {
                                throw new ParleyException(
                                        ErrorCode.STATE_CONFLICT, "This version is not approved for the station.");
                            }
                            return changed(
                                    session, row, by, "station.policy-taken-back", reason, Map.of("digest", digest));
                        })));
    }

    /** @param rule empty: what holds for its kind */
    public Uni<Void> setRule(StationId id, Optional<PolicyRule> rule, Actor by, String reason) {
        return transactions.write(session -> ledger.lock(session, id)
                .chain(row -> session.createNativeQuery(
                                "UPDATE station SET policy_rule = cast(:rule AS text) WHERE id = :id")
                        .setParameter("rule", rule.map(Enum::name).orElse(null))
                        .setParameter("id", id.value())
                        .executeUpdate()
                        .chain(() -> changed(
                                session,
                                row,
                                by,
                                "station.policy-rule-set",
                                reason,
                                Map.of("rule", rule.map(Enum::name).orElse("by its kind"))))));
    }

    private Uni<Void> changed(
            Mutiny.Session session,
            StationEntity row,
            Actor by,
            String action,
            String reason,
            Map<String, String> details) {
        return audit.record(session, by, StationDeeds.of(row, action, reason, details))
                .chain(() -> ledger.changed(session, row, "policies", Map.of()));
    }

    private static Version announced(Allowed allowed, String digest) {
        return allowed.versions().stream()
                .filter(version -> version.digest().equals(digest))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN,
                        "The station neither announces a policy version of this digest nor can ask it elsewhere."));
    }

    private Uni<Allowed> allowed(Mutiny.Session session, StationEntity row) {
        Capabilities can = StationMapper.capabilities(row.capabilities);
        return rule(session, row)
                .chain(rule -> approvals(session, row)
                        .chain(approvals -> RelayedVersions.ready(session).chain(ready -> {
                            List<Named> all = named(row.kind, can, ready);
                            return passes(session, all, can)
                                    .map(passes -> new Allowed(
                                            rule,
                                            config.simulatorPasses(),
                                            all.stream()
                                                    .map(policy -> version(policy, passes, approvals))
                                                    .toList()));
                        })));
    }

    /** Whichever way it runs there. */
    private record Named(String name, String title, String digest) {}

    private static List<Named> named(StationKind kind, Capabilities can, List<RelayedVersions.Relayed> ready) {
        return Stream.concat(
                        can.getPoliciesList().stream()
                                .map(policy -> new Named(policy.getName(), policy.getTitle(), policy.getDigest())),
                        RelayedVersions.of(kind, can, ready)
                                .map(policy -> new Named(policy.name(), policy.title(), policy.digest())))
                .toList();
    }

    private static Version version(Named policy, Map<String, long[]> passes, Map<String, Approval> approvals) {
        long[] counted = passes.getOrDefault(policy.digest(), new long[2]);
        return new Version(
                policy.name(),
                policy.title(),
                policy.digest(),
                counted[0],
                counted[1],
                Optional.ofNullable(approvals.get(policy.digest())));
    }

    private Uni<PolicyRule> rule(Mutiny.Session session, StationEntity row) {
        return session.createNativeQuery(
                        "SELECT coalesce(policy_rule, :usual) FROM station WHERE id = :id", String.class)
                .setParameter("usual", (row.kind.underRealRules() ? config.realStations() : PolicyRule.ANY).name())
                .setParameter("id", row.id)
                .getSingleResult()
                .map(PolicyRule::valueOf);
    }

    private static Uni<Map<String, Approval>> approvals(Mutiny.Session session, StationEntity row) {
        return session.createNativeQuery(APPROVED, Object[].class)
                .setParameter("station", row.id)
                .getResultList()
                .map(rows -> {
                    Map<String, Approval> approvals = new HashMap<>();
                    rows.forEach(each -> approvals.put(
                            (String) each[0],
                            new Approval(
                                    (String) each[1],
                                    (String) each[2],
                                    Instant.ofEpochMilli(((Number) each[3]).longValue()))));
                    return approvals;
                });
    }

    private static Uni<Map<String, long[]>> passes(Mutiny.Session session, List<Named> all, Capabilities can) {
        if (all.isEmpty() || can.getScenesCount() == 0) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(PASSES, Object[].class)
                .setParameter("digests", all.stream().map(Named::digest).collect(joining(",")))
                .setParameter(
                        "scenes",
                        can.getScenesList().stream()
                                .map(SceneCapability::getSceneId)
                                .collect(joining(",")))
                .getResultList()
                .map(rows -> {
                    Map<String, long[]> passes = new HashMap<>();
                    rows.forEach(each -> passes.put(
                            (String) each[0],
                            new long[] {((Number) each[1]).longValue(), ((Number) each[2]).longValue()}));
                    return passes;
                });
    }
}
