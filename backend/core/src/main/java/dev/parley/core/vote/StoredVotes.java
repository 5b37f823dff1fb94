package dev.parley.core.vote;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeLedger;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Votes in PostgreSQL; the outcomes of prompter and crowd are worked out in the same transaction. */
@ApplicationScoped
class StoredVotes implements Votes {
    private final Transactions transactions;
    private final Episodes episodes;
    private final EpisodeLedger ledger;
    private final EventRecorder events;
    private final Limits limits;

    @Inject
    StoredVotes(
            Transactions transactions, Episodes episodes, EpisodeLedger ledger, EventRecorder events, Limits limits) {
        this.transactions = transactions;
        this.episodes = episodes;
        this.ledger = ledger;
        this.events = events;
        this.limits = limits;
    }

    @Override
    public Uni<Vote> cast(
            EpisodeId episode,
            Author author,
            Vote.Success success,
            OptionalDouble progress,
            Set<String> tags,
            Optional<String> comment) {
        return Uni.createFrom()
                .item(() -> Ballot.of(success, progress, tags, comment))
                .call(() -> limits.take(Limit.VOTES, author))
                .chain(ballot -> transactions.write(session -> lock(session, episode)
                        .chain(() -> episodes.find(episode))
                        .map(found -> votable(episode, found, author))
                        .chain(found ->
                                Transactions.now(session).chain(now -> store(session, found, author, ballot, now)))));
    }

    /** Votes on one episode go one after the other, so that each counts all before it. */
    private static Uni<Void> lock(Mutiny.Session session, EpisodeId episode) {
        return session.createNativeQuery("SELECT id FROM episode WHERE id = :id FOR UPDATE")
                .setParameter("id", episode.value())
                .getResultList()
                .replaceWithVoid();
    }

    private static EpisodeData votable(EpisodeId id, Optional<EpisodeData> found, Author author) {
        EpisodeData episode = found.orElseThrow(
                () -> new ParleyException(ErrorCode.EPISODE_UNKNOWN, "There is no episode " + id + "."));
        if (!episode.state().terminal()) {
            if (!episode.author().equals(author.id())) {
                throw new ParleyException(
                        ErrorCode.NOT_YOURS,
                        "Episode " + id
                                + " is someone else's and still running; it can be voted on once it has ended.");
            }
            throw new ParleyException(
                    ErrorCode.VOTE_TOO_EARLY, "Episode " + id + " is still running; vote once it has ended.");
        }
        if (episode.state() == EpisodeState.LOST) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "Contact with the station was lost during episode " + id + ", so there is nothing to judge.");
        }
        return episode;
    }

    private Uni<Vote> store(Mutiny.Session session, EpisodeData episode, Author author, Ballot ballot, Instant now) {
        VoteEntity.Key key = new VoteEntity.Key(episode.id(), author.id());
        return session.find(VoteEntity.class, key)
                .chain(known -> {
                    VoteEntity row = known == null ? new VoteEntity() : known;
                    row.episodeId = key.episodeId;
                    row.author = key.author;
                    row.success = ballot.success();
                    row.progress =
                            ballot.progress().isPresent() ? ballot.progress().getAsDouble() : null;
                    row.tags = ballot.tags().toArray(String[]::new);
                    row.comment = ballot.comment().orElse(null);
                    row.prompter = episode.author().equals(author.id());
                    row.at = now;
                    row.version++;
                    Uni<Void> kept = known == null
                            ? session.persist(row)
                            : Uni.createFrom().voidItem();
                    return kept.chain(session::flush).replaceWith(row);
                })
                .call(row -> audit(session, row))
                .call(row -> judge(session, episode.id(), row))
                .call(row -> events.record(
                        session,
                        DomainEvent.Aggregate.VOTE,
                        row.episodeId,
                        now.toEpochMilli(),
                        row.version == 1 ? "vote.cast" : "vote.replaced",
                        Map.of("episode", row.episodeId.toString())))
                .map(VoteEntity::data);
    }

    private static Uni<Void> audit(Mutiny.Session session, VoteEntity row) {
        return session.createNativeQuery(
                        "INSERT INTO vote_audit (episode_id, author, success, progress, tags, comment, at)"
                                + " SELECT episode_id, author, success, progress, tags, comment, at FROM vote"
                                + " WHERE episode_id = :episode AND author = :author")
                .setParameter("episode", row.episodeId)
                .setParameter("author", row.author)
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<Void> judge(Mutiny.Session session, EpisodeId episode, VoteEntity cast) {
        if (cast.prompter) {
            return ledger.judge(session, episode, CrowdOutcome.ofPrompter(cast.data()));
        }
        return session.createQuery("FROM VoteEntity WHERE episodeId = :episode AND NOT prompter", VoteEntity.class)
                .setParameter("episode", episode.value())
                .getResultList()
                .map(rows -> rows.stream().map(VoteEntity::data).toList())
                .chain((List<Vote> crowd) -> CrowdOutcome.of(crowd)
                        .map(outcome -> ledger.judge(session, episode, outcome))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    @Override
    public Uni<Optional<Vote>> own(EpisodeId episode, Author author) {
        return transactions.read(session -> session.find(VoteEntity.class, new VoteEntity.Key(episode, author.id()))
                .map(row -> Optional.ofNullable(row).map(VoteEntity::data)));
    }

    @Override
    public Uni<Tally> tally(EpisodeId episode) {
        return transactions.read(session -> session.createQuery(
                        "FROM VoteEntity WHERE episodeId = :episode", VoteEntity.class)
                .setParameter("episode", episode.value())
                .getResultList()
                .map(rows -> new Tally(
                        count(rows, Vote.Success.YES),
                        count(rows, Vote.Success.PARTLY),
                        count(rows, Vote.Success.NO))));
    }

    private static int count(List<VoteEntity> rows, Vote.Success success) {
        return (int) rows.stream().filter(row -> row.success == success).count();
    }
}
