package dev.parley.core.person;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
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

    /** Their name then, or what of the platform it was. */
    @Column(name = "granted_by")
    String grantedBy;

    /** Null where it was no person. */
    @Column(name = "granted_by_person")
    @Nullable
    UUID grantedByPerson;

    @Column(name = "granted_at")
    Instant grantedAt;

    @SuppressWarnings("NullAway.Init")
    RoleGrantEntity() {}

    static RoleGrantEntity of(UUID personId, Grant grant, Actor by, Instant now) {
        RoleGrantEntity row = new RoleGrantEntity();
        row.id = UUID.randomUUID();
        row.personId = personId;
        row.role = grant.role();
        row.labId = grant.lab().map(lab -> lab.id().value()).orElse(null);
        row.grantedBy = by.name();
        row.grantedByPerson = by.person().map(PersonId::value).orElse(null);
        row.grantedAt = now;
        return row;
    }
}
