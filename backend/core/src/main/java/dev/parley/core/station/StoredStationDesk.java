package dev.parley.core.station;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** The desk of stations in PostgreSQL. */
@ApplicationScoped
class StoredStationDesk implements StationDesk {
    /** One line that people can read. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Z}](?:[^\\p{Cntrl}]*[^\\p{Cntrl}\\p{Z}])?");

    private static final String INSERT = """
            INSERT INTO station (id, lab_id, name, kind, key_hash, connection, admission, capabilities, session_epoch,
                boot_id, offline_cause, version)
            VALUES (:id, :lab, :name, :kind, :hash, 'OFFLINE', 'OPEN', '', 0, '', 'it has not connected yet', 0)
            ON CONFLICT (name) DO NOTHING""";

    private final Transactions transactions;
    private final StationLedger ledger;
    private final StationMapper mapper;
    private final Audit audit;
    private final SecureRandom random;

    @Inject
    StoredStationDesk(
            Transactions transactions, StationLedger ledger, StationMapper mapper, Audit audit, SecureRandom random) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.mapper = mapper;
        this.audit = audit;
        this.random = random;
    }

    @Override
    public Uni<Keyed> register(LabId lab, String name, StationKind kind, Actor by) {
        String shown = name.strip();
        if (shown.length() > LONGEST_NAME || !NAME.matcher(shown).matches()) {
            return Uni.createFrom()
                    .failure(new ParleyException(
                            ErrorCode.BODY_MALFORMED,
                            "A station's name is one line of 1 to %d characters.".formatted(LONGEST_NAME)));
        }
        StationId id = StationId.random();
        String key = StationKey.random(random);
        return transactions
                .write(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", id.value())
                        .setParameter("lab", lab.value())
                        .setParameter("name", shown)
                        .setParameter("kind", kind.name())
                        .setParameter("hash", StationKey.hash(key))
                        .executeUpdate()
                        .invoke(made -> {
                            if (made == 0) {
                                throw new ParleyException(
                                        ErrorCode.STATION_EXISTS,
                                        "There is a station \"%s\" already; no two have the same name."
                                                .formatted(shown));
                            }
                        })
                        .chain(() -> ledger.lock(session, id))
                        .call(() -> ledger.audit(session, id, "registered", by.name(), ""))
                        .call(row -> record(session, by, row, "station.registered", "", Map.of("kind", kind.name())))
                        .call(row -> ledger.changed(session, row, "registered", Map.of()))
                        .chain(row -> mapper.data(session, row)))
                .map(station -> new Keyed(station, key));
    }

    @Override
    public Uni<Keyed> newKey(StationId id, Actor by, String reason) {
        String key = StationKey.random(random);
        return transactions
                .write(session -> ledger.lock(session, id)
                        .invoke(row -> {
                            row.keyHash = StationKey.hash(key);
                            // A session of the old key is older than this number: whoever holds it lets it go.
                            row.sessionEpoch++;
                        })
                        .call(row -> cutOff(session, row))
                        .call(() -> ledger.audit(session, id, "key", by.name(), reason))
                        .call(row -> record(session, by, row, "station.key-renewed", reason, Map.of()))
                        .call(row -> ledger.changed(session, row, "key-renewed", Map.of()))
                        .chain(row -> mapper.data(session, row)))
                .map(station -> new Keyed(station, key));
    }

    private Uni<Void> cutOff(Mutiny.Session session, StationEntity row) {
        if (row.connection == StationData.Connection.OFFLINE) {
            return Uni.createFrom().voidItem();
        }
        row.connection = StationData.Connection.OFFLINE;
        row.offlineCause = "it was given a new key and has not come with it yet";
        return ledger.contact(session, new StationId(row.id), false, row.offlineCause);
    }

    @Override
    public Uni<StationData> admit(
            StationId id, StationData.Admission admission, Optional<Instant> until, Actor by, String note) {
        Optional<Instant> expected = admission == StationData.Admission.OPEN ? Optional.empty() : until;
        Map<String, String> details = new HashMap<>();
        expected.ifPresent(at -> details.put("until", at.toString()));
        return transactions.write(session -> ledger.lock(session, id)
                .invoke(row -> {
                    row.admission = admission;
                    row.admissionNote = note;
                })
                .call(() -> ledger.admission(session, id, by.name(), expected))
                .call(() -> ledger.audit(session, id, "admission " + admission, by.name(), note))
                .call(row ->
                        record(session, by, row, "station." + admission.name().toLowerCase(Locale.ROOT), note, details))
                .call(row -> ledger.changed(session, row, "admission", Map.of("admission", admission)))
                .chain(row -> mapper.data(session, row)));
    }

    @Override
    public Uni<StationData> setHours(StationId id, Optional<OpeningHours> hours, Actor by, String reason) {
        String written = hours.map(OpeningHours::written).orElse("always");
        return transactions.write(session -> ledger.lock(session, id)
                .invoke(row ->
                        row.openingHours = hours.map(OpeningHours::written).orElse(null))
                .call(() -> ledger.audit(session, id, "hours", by.name(), reason))
                .call(row -> record(session, by, row, "station.hours-set", reason, Map.of("hours", written)))
                .call(row -> ledger.changed(session, row, "hours", Map.of()))
                .chain(row -> mapper.data(session, row)));
    }

    private Uni<Void> record(
            Mutiny.Session session,
            Actor by,
            StationEntity row,
            String action,
            String reason,
            Map<String, String> details) {
        return audit.record(session, by, StationDeeds.of(row, action, reason, details));
    }
}
