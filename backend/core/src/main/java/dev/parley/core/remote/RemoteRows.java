package dev.parley.core.remote;

import dev.parley.contracts.PersonId;
import dev.parley.policy.dialect.Dialect;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Rows of registered policies, their examinations and versions. */
final class RemoteRows {
    /** What {@link #policy} reads, of a table called r. */
    static final String POLICY = "r.name, r.title, r.description, r.owner, r.url, r.dialect, r.mapping, r.embodiment,"
            + " r.action_space_kind, r.sealed_key IS NOT NULL, r.state, r.state_note, r.current_digest, r.registered_at";

    /** What {@link #examination} reads. */
    static final String EXAMINATION =
            "because, state, asked_at, ended_at, done, parts, doing, problem, certificate, digest";

    /** What {@link #version} reads. */
    static final String VERSION = "digest, number, opened_at, certificate_digest, tolerance, checked_at, apart";

    private RemoteRows() {}

    static RemotePolicyData policy(Row row) {
        return new RemotePolicyData(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                new PersonId(row.getUUID(3)),
                URI.create(row.getString(4)),
                Dialect.valueOf(row.getString(5)),
                MappingJson.read(row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getBoolean(9),
                RemoteState.valueOf(row.getString(10)),
                row.getString(11),
                Optional.ofNullable(row.getString(12)),
                at(row, 13));
    }

    static ExaminationData examination(Row row) {
        return new ExaminationData(
                ExaminationData.Because.valueOf(row.getString(0)),
                ExaminationData.State.valueOf(row.getString(1)),
                at(row, 2),
                Optional.ofNullable(row.getOffsetDateTime(3)).map(OffsetDateTime::toInstant),
                row.getInteger(4),
                row.getInteger(5),
                row.getString(6),
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getString(8)),
                Optional.ofNullable(row.getString(9)));
    }

    static RemoteVersion version(Row row) {
        return new RemoteVersion(
                row.getString(0),
                row.getInteger(1),
                at(row, 2),
                row.getString(3),
                row.getDouble(4),
                at(row, 5),
                row.getDouble(6));
    }

    private static Instant at(Row row, int column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
