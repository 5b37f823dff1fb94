package dev.parley.core.station;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The stations in PostgreSQL: registration, keys, admission, stop latch and fault. */
@ApplicationScoped
class StoredStations implements Stations {
    private final Transactions transactions;
    private final StationLedger ledger;
    private final StationMapper mapper;
    private final StationSessions sessions;
    private final StationStopRows stops;

    @Inject
    StoredStations(
            Transactions transactions,
            StationLedger ledger,
            StationMapper mapper,
            StationSessions sessions,
            StationStopRows stops) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.mapper = mapper;
        this.sessions = sessions;
        this.stops = stops;
    }

    @Override
    public Uni<List<StationData>> all() {
        return transactions.read(session -> session.createQuery("FROM StationEntity ORDER BY name", StationEntity.class)
                .getResultList()
                .chain(rows -> mapper.data(session, rows)));
    }

    @Override
    public Uni<Optional<StationData>> find(StationId id) {
        return transactions.read(session -> mapped(session, session.find(StationEntity.class, id.value())));
    }

    @Override
    public Uni<StationData> register(String name, StationKind kind, String key) {
        StationKey.requireLong(key);
        return transactions.write(session -> session.createNativeQuery(
                        "INSERT INTO station (id, name, kind, key_hash, connection, admission, capabilities,"
                                + " session_epoch, boot_id, offline_cause, version)"
                                + " VALUES (:id, :name, :kind, :hash, 'OFFLINE', 'OPEN', '', 0, '',"
                                + " 'it has not connected yet', 0)"
                                + " ON CONFLICT (name) DO UPDATE SET key_hash = excluded.key_hash")
                .setParameter("id", StationId.random().value())
                .setParameter("name", name)
                .setParameter("kind", kind.name())
                .setParameter("hash", StationKey.hash(key))
                .executeUpdate()
                .chain(() -> session.createQuery("FROM StationEntity WHERE name = :name", StationEntity.class)
                        .setParameter("name", name)
                        .getSingleResult())
                .call(row -> {
                    if (row.kind != kind) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT,
                                "Station %s is registered as %s, not %s.".formatted(name, row.kind, kind));
                    }
                    return ledger.changed(session, row, "registered", Map.of());
                })
                .chain(row -> mapper.data(session, row)));
    }

    @Override
    public Uni<Optional<StationData>> authenticate(ShownKey key) {
        byte[] hash = key.hash();
        return transactions.read(session -> mapped(
                session,
                session.createQuery("FROM StationEntity WHERE keyHash = :hash", StationEntity.class)
                        .setParameter("hash", hash)
                        .getSingleResultOrNull()
                        .map(row -> row != null && MessageDigest.isEqual(row.keyHash, hash) ? row : null)));
    }

    @Override
    public Uni<StationData> openSession(StationId id, String bootId, byte[] capabilities) {
        return sessions.open(id, Optional.empty(), bootId, capabilities);
    }

    @Override
    public Uni<StationData> openSession(StationId id, ShownKey key, String bootId, byte[] capabilities) {
        return sessions.open(id, Optional.of(key), bootId, capabilities);
    }

    @Override
    public Uni<Void> closeSession(StationId id, long epoch, String cause) {
        return sessions.close(id, epoch, cause);
    }

    @Override
    public Uni<Void> touch(List<StationId> seen) {
        return sessions.touch(seen);
    }

    @Override
    public Uni<Integer> markSilent(Duration silent) {
        return sessions.markSilent(silent);
    }

    @Override
    public Uni<StationData> latchStop(StationId id, String stopId, Actor by, String reason) {
        return transactions.write(
                session -> stops.latch(session, id, stopId, by, reason).chain(row -> mapper.data(session, row)));
    }

    @Override
    public Uni<Boolean> stopMeasured(
            StationId id, String stopId, Optional<Duration> received, Optional<Duration> still) {
        return stops.measured(id, stopId, received, still);
    }

    @Override
    public Uni<StationData> clearStop(StationId id, String stopId, Actor by, String reason) {
        return transactions.write(
                session -> stops.clear(session, id, stopId, by, reason).chain(row -> mapper.data(session, row)));
    }

    @Override
    public Uni<Void> reportFault(StationId id, Optional<String> fault) {
        return transactions.write(session -> ledger.lock(session, id).chain(row -> {
            if (Optional.ofNullable(row.fault).equals(fault)) {
                return Uni.createFrom().voidItem();
            }
            row.fault = fault.orElse(null);
            return ledger.changed(session, row, "fault", Map.of("faulty", fault.isPresent()));
        }));
    }

    private Uni<Optional<StationData>> mapped(Mutiny.Session session, Uni<StationEntity> found) {
        return found.chain(row -> row == null
                ? Uni.createFrom().item(Optional.<StationData>empty())
                : mapper.data(session, row).map(Optional::of));
    }
}
