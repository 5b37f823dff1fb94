package dev.parley.core.assignment;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.core.turn.TurnData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code assignment}. */
@Entity
@Table(name = "assignment")
class AssignmentEntity {
    @Id
    UUID id;

    @Column(name = "turn_id")
    UUID turnId;

    @Column(name = "station_id")
    UUID stationId;

    int slot;
    long fence;

    @Enumerated(EnumType.STRING)
    AssignmentState state;

    @Column(name = "offered_at")
    Instant offeredAt;

    @Column(name = "accept_by")
    Instant acceptBy;

    @Column(name = "lease_until")
    @Nullable
    Instant leaseUntil;

    @Nullable
    String note;

    long version;

    @SuppressWarnings("NullAway.Init")
    AssignmentEntity() {}

    AssignmentData data(TurnData turn) {
        return new AssignmentData(
                new EpisodeId(id),
                turn,
                new StationId(stationId),
                slot,
                new Fence(fence),
                state,
                offeredAt,
                acceptBy,
                Optional.ofNullable(leaseUntil));
    }
}
