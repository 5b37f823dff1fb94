package dev.parley.core.station;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code station}. */
@Entity
@Table(name = "station")
class StationEntity {
    @Id
    UUID id;

    String name;

    @Enumerated(EnumType.STRING)
    StationKind kind;

    @Column(name = "key_hash")
    byte[] keyHash;

    @Enumerated(EnumType.STRING)
    StationData.Connection connection;

    @Enumerated(EnumType.STRING)
    StationData.Admission admission;

    @Column(name = "admission_note")
    @Nullable
    String admissionNote;

    @Column(name = "stop_id")
    @Nullable
    String stopId;

    @Column(name = "stop_note")
    @Nullable
    String stopNote;

    @Nullable
    String fault;

    @Column(name = "lab_id", insertable = false, updatable = false)
    @Nullable
    UUID labId;

    @Column(name = "opening_hours")
    @Nullable
    String openingHours;

    byte[] capabilities;

    @Column(name = "session_epoch")
    long sessionEpoch;

    @Column(name = "boot_id")
    String bootId;

    @Column(name = "last_seen")
    @Nullable
    Instant lastSeen;

    @Column(name = "offline_cause")
    @Nullable
    String offlineCause;

    @Column(name = "registered_at", insertable = false, updatable = false)
    @Nullable
    Instant registeredAt;

    long version;

    @SuppressWarnings("NullAway.Init")
    StationEntity() {}
}
