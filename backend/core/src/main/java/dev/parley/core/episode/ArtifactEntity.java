package dev.parley.core.episode;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code artifact}; written by {@link EpisodeLedger} in SQL, since an upload may be repeated. */
@Entity
@Table(name = "artifact")
@IdClass(ArtifactEntity.Key.class)
class ArtifactEntity {
    private static final String RECORDING_SUFFIX = ".mp4";

    @Id
    @Column(name = "episode_id")
    UUID episodeId;

    @Id
    String name;

    String sha256;

    @Column(name = "size_bytes")
    long sizeBytes;

    @SuppressWarnings("NullAway.Init")
    ArtifactEntity() {}

    boolean recording() {
        return name.endsWith(RECORDING_SUFFIX);
    }

    EpisodeData.Recording data() {
        String camera = name.substring(0, name.length() - RECORDING_SUFFIX.length());
        return new EpisodeData.Recording(camera, sha256, sizeBytes);
    }

    /** One row an episode and name. */
    static class Key implements Serializable {
        UUID episodeId;
        String name;

        @SuppressWarnings("NullAway.Init")
        Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.episodeId.equals(episodeId) && key.name.equals(name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(episodeId, name);
        }
    }
}
