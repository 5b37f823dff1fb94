package dev.parley.core.scene;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Row of {@code scene}: one version of one scene. */
@Entity
@Table(name = "scene")
@IdClass(SceneEntity.Key.class)
class SceneEntity {
    @Id
    String id;

    @Id
    String version;

    String description;

    @Column(name = "first_seen")
    Instant firstSeen;

    @Column(name = "last_announced")
    Instant lastAnnounced;

    @SuppressWarnings("NullAway.Init")
    SceneEntity() {}

    /** One row an id and version. */
    static class Key implements Serializable {
        String id;
        String version;

        @SuppressWarnings("NullAway.Init")
        Key() {}

        Key(String id, String version) {
            this.id = id;
            this.version = version;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.id.equals(id) && key.version.equals(version);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, version);
        }
    }
}
