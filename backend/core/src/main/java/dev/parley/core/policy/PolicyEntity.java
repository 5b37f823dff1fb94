package dev.parley.core.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Row of {@code policy_version}. */
@Entity
@Table(name = "policy_version")
@IdClass(PolicyEntity.Key.class)
class PolicyEntity {
    @Id
    String name;

    @Id
    String digest;

    String kind;
    String title;
    String description;

    @Column(name = "accepts_instruction")
    boolean acceptsInstruction;

    @Column(name = "accepts_goal_image")
    boolean acceptsGoalImage;

    String embodiment;

    @Column(name = "action_space_kind")
    String actionSpaceKind;

    @Column(name = "scene_ids")
    String[] sceneIds;

    @Column(name = "first_seen")
    Instant firstSeen;

    @Column(name = "last_announced")
    Instant lastAnnounced;

    @SuppressWarnings("NullAway.Init")
    PolicyEntity() {}

    PolicyData data() {
        return new PolicyData(
                name,
                digest,
                kind,
                title,
                description,
                acceptsInstruction,
                acceptsGoalImage,
                embodiment,
                actionSpaceKind,
                List.of(sceneIds),
                firstSeen);
    }

    /** One row a name and digest. */
    static class Key implements Serializable {
        String name;
        String digest;

        @SuppressWarnings("NullAway.Init")
        Key() {}

        Key(String name, String digest) {
            this.name = name;
            this.digest = digest;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.name.equals(name) && key.digest.equals(digest);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, digest);
        }
    }
}
