package dev.parley.core.episode;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code outcome}; written by {@link EpisodeLedger} in SQL, since a judge may judge again. */
@Entity
@Table(name = "outcome")
@IdClass(OutcomeEntity.Key.class)
class OutcomeEntity {
    @Id
    @Column(name = "episode_id")
    UUID episodeId;

    @Id
    String judge;

    @Enumerated(EnumType.STRING)
    Outcome.Result result;

    @Nullable
    Double progress;

    @Nullable
    Integer votes;

    @SuppressWarnings("NullAway.Init")
    OutcomeEntity() {}

    Outcome data() {
        return new Outcome(
                judge,
                result,
                progress == null ? OptionalDouble.empty() : OptionalDouble.of(progress),
                votes == null ? OptionalInt.empty() : OptionalInt.of(votes));
    }

    /** One row an episode and judge. */
    static class Key implements Serializable {
        UUID episodeId;
        String judge;

        @SuppressWarnings("NullAway.Init")
        Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.episodeId.equals(episodeId) && key.judge.equals(judge);
        }

        @Override
        public int hashCode() {
            return Objects.hash(episodeId, judge);
        }
    }
}
