package dev.parley.core.station;

import dev.parley.contracts.StationId;
import dev.parley.core.detector.DetectorData;
import dev.parley.core.detector.Detectors;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.scene.Scenes;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.DetectorCapability;
import dev.parley.station.v1.PolicyCapability;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whether stations are here: sessions open, close, and are found silent. */
@ApplicationScoped
class StationSessions {
    private final Transactions transactions;
    private final StationLedger ledger;
    private final StationMapper mapper;
    private final Scenes scenes;
    private final Policies policies;
    private final Detectors detectors;

    @Inject
    StationSessions(
            Transactions transactions,
            StationLedger ledger,
            StationMapper mapper,
            Scenes scenes,
            Policies policies,
            Detectors detectors) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.mapper = mapper;
        this.scenes = scenes;
        this.policies = policies;
        this.detectors = detectors;
    }

    /** @param shown the key that the session has to be opened with, where it comes over a connection */
    Uni<StationData> open(StationId id, Optional<ShownKey> shown, String bootId, byte[] announced) {
        Capabilities capabilities = StationMapper.capabilities(announced);
        // Each in a transaction of its own, or stations that announce the same in another order lock each other out.
        return announceScenes(capabilities)
                .chain(() -> announcePolicies(capabilities))
                .chain(() -> announceDetectors(capabilities))
                .chain(() -> opened(id, shown, bootId, announced));
    }

    private Uni<StationData> opened(StationId id, Optional<ShownKey> shown, String bootId, byte[] announced) {
        return transactions.write(session -> ledger.lock(session, id)
                .invoke(row -> shown.ifPresent(key -> requireKey(row, key)))
                .call(row -> Transactions.now(session).chain(now -> {
                    row.connection = StationData.Connection.ONLINE;
                    row.sessionEpoch++;
                    row.bootId = bootId;
                    row.capabilities = announced.clone();
                    row.lastSeen = now;
                    row.offlineCause = null;
                    return ledger.changed(session, row, "online", Map.of("epoch", row.sessionEpoch))
                            .chain(() -> ledger.contact(session, id, true, ""));
                }))
                .chain(row -> mapper.data(session, row)));
    }

    private static void requireKey(StationEntity row, ShownKey key) {
        if (!MessageDigest.isEqual(row.keyHash, key.hash())) {
            throw new ParleyException(
                    ErrorCode.TOKEN_REFUSED,
                    "Station %s was given another key since this connection was opened; connect with the new one."
                            .formatted(row.name));
        }
    }

    Uni<Void> close(StationId id, long epoch, String cause) {
        return transactions.write(session -> ledger.lock(session, id)
                .chain(row -> row.sessionEpoch == epoch && row.connection == StationData.Connection.ONLINE
                        ? offline(session, row, cause)
                        : Uni.createFrom().voidItem()));
    }

    Uni<Void> touch(List<StationId> seen) {
        if (seen.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transactions.write(session -> Transactions.now(session)
                .chain(now -> session.createMutationQuery("UPDATE StationEntity SET lastSeen = :now WHERE id IN (:ids)")
                        .setParameter("now", now)
                        .setParameter("ids", seen.stream().map(StationId::value).toList())
                        .executeUpdate())
                .replaceWithVoid());
    }

    Uni<Integer> markSilent(Duration silent) {
        return transactions
                .read(session -> Transactions.now(session)
                        .chain(now -> session.createQuery(
                                        "SELECT id FROM StationEntity WHERE connection = ONLINE AND lastSeen < :limit",
                                        UUID.class)
                                .setParameter("limit", now.minus(silent))
                                .getResultList()))
                .chain(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(id -> markOneSilent(new StationId(id), silent))
                        .filter(marked -> marked)
                        .collect()
                        .asList()
                        .map(List::size));
    }

    private Uni<Boolean> markOneSilent(StationId id, Duration silent) {
        return transactions.write(session -> ledger.lock(session, id)
                .chain(row -> Transactions.now(session)
                        .chain(now -> isSilent(row, now.minus(silent))
                                ? offline(session, row, "nothing was heard for " + silent.toSeconds() + " s")
                                        .replaceWith(true)
                                : Uni.createFrom().item(false))));
    }

    private static boolean isSilent(StationEntity row, Instant limit) {
        return row.connection == StationData.Connection.ONLINE
                && (row.lastSeen == null || row.lastSeen.isBefore(limit));
    }

    private Uni<Void> offline(Mutiny.Session session, StationEntity row, String cause) {
        row.connection = StationData.Connection.OFFLINE;
        row.offlineCause = cause;
        return ledger.changed(session, row, "offline", Map.of("epoch", row.sessionEpoch))
                .chain(() -> ledger.contact(session, new StationId(row.id), false, cause));
    }

    private Uni<Void> announceScenes(Capabilities capabilities) {
        return Multi.createFrom()
                .iterable(capabilities.getScenesList())
                .onItem()
                .transformToUniAndConcatenate(scene -> scenes.announce(
                        scene.getSceneId(),
                        scene.getVersion(),
                        scene.getDescriptionJson().toByteArray()))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> announcePolicies(Capabilities capabilities) {
        return Multi.createFrom()
                .iterable(capabilities.getPoliciesList())
                .onItem()
                .transformToUniAndConcatenate(policy -> policies.announce(described(policy)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> announceDetectors(Capabilities capabilities) {
        return Multi.createFrom()
                .iterable(capabilities.getDetectorsList())
                .onItem()
                .transformToUniAndConcatenate(detector -> detectors.announce(described(detector)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static DetectorData described(DetectorCapability detector) {
        return new DetectorData(
                detector.getName(),
                detector.getDigest(),
                detector.getTitle(),
                detector.getDescription(),
                detector.getConfusionsList().stream()
                        .map(scene -> new DetectorData.Confusion(
                                scene.getSceneId(),
                                scene.getSaidDoneWasDone(),
                                scene.getSaidDoneWasNot(),
                                scene.getSaidNotWasDone(),
                                scene.getSaidNotWasNot()))
                        .toList(),
                detector.getCalibrationError());
    }

    private static PolicyData described(PolicyCapability policy) {
        return new PolicyData(
                policy.getName(),
                policy.getDigest(),
                policy.getKind(),
                policy.getTitle(),
                policy.getDescription(),
                policy.getAcceptsInstruction(),
                policy.getAcceptsGoalImage(),
                policy.getEmbodiment(),
                policy.getActionSpaceKind(),
                List.copyOf(policy.getSceneIdsList()),
                Instant.EPOCH);
    }
}
