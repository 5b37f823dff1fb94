package dev.parley.core.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.LabId;
import dev.parley.contracts.PersonId;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The audit in PostgreSQL, where a trigger refuses changes. */
@ApplicationScoped
class StoredAudit implements Audit {
    private static final String INSERT = """
            INSERT INTO audit_entry (person_id, person_name, role, action, subject_kind, subject_id, lab_id, reason,
                details, network)
            VALUES (cast(cast(:person AS text) AS uuid), :name, :role, :action, :kind, :subject,
                cast(cast(:lab AS text) AS uuid), :reason, cast(cast(:details AS text) AS jsonb), :network)""";

    private static final String INSERT_BESIDE_HIBERNATE = """
            INSERT INTO audit_entry (person_id, person_name, role, action, subject_kind, subject_id, lab_id, reason,
                details, network)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10)""";

    private static final String SEARCH = """
            SELECT a.id, a.at, a.person_id, a.person_name, a.role, a.action, a.subject_kind, a.subject_id, a.lab_id, l.name,
                a.reason, a.details::text, a.network, l.title
            FROM audit_entry a LEFT JOIN lab l ON l.id = a.lab_id
            WHERE ($1::text IS NULL OR position(lower($1) IN lower(a.person_name)) > 0 OR a.person_id::text = lower($1))
                AND ($2::text IS NULL OR a.action = $2 OR starts_with(a.action, $2 || '.'))
                AND ($3::text IS NULL OR a.subject_id = $3 OR a.subject_kind = $3)
                AND ($4::timestamptz IS NULL OR a.at >= $4) AND ($5::timestamptz IS NULL OR a.at < $5)
                AND ($6::bigint IS NULL OR a.id < $6)
                AND ($7::uuid[] IS NULL OR a.lab_id = ANY ($7))
            ORDER BY a.id DESC LIMIT $8""";

    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final Transactions transactions;
    private final Pool postgres;
    private final ObjectMapper json;

    @Inject
    StoredAudit(Transactions transactions, Pool postgres, ObjectMapper json) {
        this.transactions = transactions;
        this.postgres = postgres;
        this.json = json;
    }

    @Override
    public Uni<Void> record(Mutiny.Session session, Actor who, Deed deed) {
        return session.createNativeQuery(INSERT)
                .setParameter("person", who.person().map(PersonId::toString).orElse(null))
                .setParameter("name", who.name())
                .setParameter("role", who.role())
                .setParameter("action", deed.action())
                .setParameter("kind", deed.subjectKind())
                .setParameter("subject", deed.subjectId())
                .setParameter("lab", deed.lab().map(LabId::toString).orElse(null))
                .setParameter("reason", deed.reason())
                .setParameter("details", written(deed.details()))
                .setParameter("network", who.network())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> record(SqlConnection transaction, Actor who, Deed deed) {
        Tuple values = Tuple.tuple()
                .addUUID(who.person().map(PersonId::value).orElse(null))
                .addString(who.name())
                .addString(who.role())
                .addString(deed.action())
                .addString(deed.subjectKind())
                .addString(deed.subjectId())
                .addUUID(deed.lab().map(LabId::value).orElse(null))
                .addString(deed.reason())
                .addString(written(deed.details()))
                .addString(who.network());
        return transaction
                .preparedQuery(INSERT_BESIDE_HIBERNATE)
                .execute(values)
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> record(Actor who, Deed deed) {
        return transactions.write(session -> record(session, who, deed));
    }

    @Override
    public Uni<List<AuditEntry>> search(AuditQuery query) {
        Tuple values = Tuple.tuple()
                .addString(query.who().orElse(null))
                .addString(query.action().orElse(null))
                .addString(query.subject().orElse(null))
                .addOffsetDateTime(query.from().map(StoredAudit::utc).orElse(null))
                .addOffsetDateTime(query.until().map(StoredAudit::utc).orElse(null))
                .addLong(query.before().isPresent() ? (Long) query.before().getAsLong() : null)
                .addArrayOfUUID(query.labs().map(StoredAudit::ids).orElse(null))
                .addInteger(query.atMost());
        return postgres.preparedQuery(SEARCH).execute(values).map(rows -> {
            List<AuditEntry> found = new ArrayList<>();
            rows.forEach(row -> found.add(entry(row)));
            return List.copyOf(found);
        });
    }

    private AuditEntry entry(Row row) {
        Actor who = new Actor(
                Optional.<UUID>ofNullable(row.getUUID(2)).map(PersonId::new),
                row.getString(3),
                row.getString(4),
                row.getString(12));
        Deed deed = new Deed(
                row.getString(5),
                row.getString(6),
                row.getString(7),
                Optional.<UUID>ofNullable(row.getUUID(8)).map(LabId::new),
                row.getString(10),
                read(row.getString(11)));
        return new AuditEntry(
                row.getLong(0),
                row.getOffsetDateTime(1).toInstant(),
                who,
                deed,
                Optional.ofNullable(row.getString(9)),
                Optional.ofNullable(row.getString(13)));
    }

    private static UUID[] ids(Set<LabId> labs) {
        return labs.stream().map(LabId::value).toArray(UUID[]::new);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private String written(Map<String, String> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
        }
    }

    private Map<String, String> read(String details) {
        try {
            return json.readValue(details, DETAILS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the audit holds details that are no map of texts", e);
        }
    }
}
