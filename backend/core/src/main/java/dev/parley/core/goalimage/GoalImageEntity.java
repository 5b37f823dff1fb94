package dev.parley.core.goalimage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Row of {@code goal_image}. */
@Entity
@Table(name = "goal_image")
class GoalImageEntity {
    @Id
    UUID id;

    UUID author;

    byte[] png;

    String sha256;

    @Column(name = "width_px")
    int widthPx;

    @Column(name = "height_px")
    int heightPx;

    @Column(name = "stored_at")
    Instant storedAt;

    @Enumerated(EnumType.STRING)
    PictureState screening;

    @SuppressWarnings("NullAway.Init")
    GoalImageEntity() {}
}
