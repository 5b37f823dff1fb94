package dev.parley.core.vote;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code vote}: what one person says now; {@code vote_audit} keeps what they said before. */
@Entity
@Table(name = "vote")
@IdClass(VoteEntity.Key.class)
class VoteEntity {
    @Id
    @Column(name = "episode_id")
    UUID episodeId;

    @Id
    UUID author;

    @Enumerated(EnumType.STRING)
    Vote.Success success;

    @Nullable
    Double progress;

    String[] tags;

    @Nullable
    String comment;

    boolean prompter;

    Instant at;

    long version;

    @SuppressWarnings("NullAway.Init")
    VoteEntity() {}

    Vote data() {
        return new Vote(
                new EpisodeId(episodeId),
                new AuthorId(author),
                success,
                progress == null ? OptionalDouble.empty() : OptionalDouble.of(progress),
                new LinkedHashSet<>(List.of(tags)),
                Optional.ofNullable(comment),
                prompter,
                at);
    }

    /** One row an episode and author. */
    static class Key implements Serializable {
        UUID episodeId;
        UUID author;

        @SuppressWarnings("NullAway.Init")
        Key() {}

        Key(EpisodeId episode, AuthorId author) {
            this.episodeId = episode.value();
            this.author = author.value();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.episodeId.equals(episodeId) && key.author.equals(author);
        }

        @Override
        public int hashCode() {
            return Objects.hash(episodeId, author);
        }
    }
}
