package dev.parley.core.person;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code role_grant}. */
@Entity
@Table(name = "role_grant")
class RoleGrantEntity {
    @Id
    UUID id;

    @Column(name = "person_id")
    UUID personId;

    @Enumerated(EnumType.STRING)
    Role role;

    @Column(name = "lab_id")
    @Nullable
    UUID labId;

    @Column(name = "granted_by")
    String grantedBy;

    @Column(name = "granted_at")
    Instant grantedAt;

    @SuppressWarnings("NullAway.Init")
    RoleGrantEntity() {}

    static RoleGrantEntity of(UUID personId, Grant grant, String by, Instant now) {
        RoleGrantEntity row = new RoleGrantEntity();
        row.id = UUID.randomUUID();
        row.personId = personId;
        row.role = grant.role();
        row.labId = grant.lab().map(lab -> lab.id().value()).orElse(null);
        row.grantedBy = by;
        row.grantedAt = now;
        return row;
    }
}
