package dev.parley.core.person;

import dev.parley.contracts.LabId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Row of {@code lab}. */
@Entity
@Table(name = "lab")
class LabEntity {
    @Id
    UUID id;

    String name;

    String title;

    @Column(name = "created_at")
    Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    LabEntity() {}

    Lab lab() {
        return new Lab(new LabId(id), name, title);
    }
}
