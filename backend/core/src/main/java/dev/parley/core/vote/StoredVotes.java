package dev.parley.core.vote;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.EpisodeVerdicts;
import dev.parley.core.episode.Outcome;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.event.NewEvent;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Votes in PostgreSQL; the outcomes of prompter and crowd are worked out in the same transaction. A crowd judges the newest
 * episode together, and its votes wait for each other: so a vote holds the episode for three answers of PostgreSQL only.
 */
@ApplicationScoped
class StoredVotes implements Votes {
    private final ReactiveBridge bridge;
    private final Pool postgres;
    private final EpisodeVerdicts episodes;
    private final EventRecorder events;
    private final Limits limits;

    /** A vote that is in, and what is told of it. */
    private record Cast(Vote vote, List<DomainEvent> events) {}

    @Inject
    StoredVotes(ReactiveBridge bridge, Pool postgres, EpisodeVerdicts episodes, EventRecorder events, Limits limits) {
        this.bridge = bridge;
        this.postgres = postgres;
        this.episodes = episodes;
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
                .chain(ballot -> bridge.backHere(() -> stored(episode, author, ballot)));
    }

    private Uni<Vote> stored(EpisodeId episode, Author author, Ballot ballot) {
        return bridge.onContext(() -> postgres.withTransaction(transaction -> episodes.lock(transaction, episode)
                        .map(found -> votable(episode, found, author))
                        .chain(standing -> store(transaction, episode, standing, author, ballot)))
                .invoke(cast -> events.committed(cast.events()))
                .map(Cast::vote));
    }

    private static EpisodeVerdicts.Standing votable(
            EpisodeId id, Optional<EpisodeVerdicts.Standing> found, Author author) {
        EpisodeVerdicts.Standing episode = found.orElseThrow(
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

    /** None of the first three waits for another's answer: they travel together, and PostgreSQL runs them in this order. */
    private Uni<Cast> store(
            SqlConnection transaction,
            EpisodeId episode,
            EpisodeVerdicts.Standing standing,
            Author author,
            Ballot ballot) {
        boolean prompter = standing.author().equals(author.id());
        return Uni.combine()
                .all()
                .unis(
                        VoteRows.put(transaction, episode, author.id(), ballot, prompter),
                        VoteRows.audit(transaction, episode, author.id()),
                        VoteRows.countCrowd(transaction, episode))
                .asTuple()
                .chain(done -> {
                    VoteRows.Put put = done.getItem1();
                    Optional<Outcome> outcome =
                            prompter ? Optional.of(CrowdOutcome.ofPrompter(ballot)) : CrowdOutcome.of(done.getItem3());
                    Vote vote = new Vote(
                            episode,
                            author.id(),
                            ballot.success(),
                            ballot.progress(),
                            ballot.tags(),
                            ballot.comment(),
                            prompter,
                            put.at().toInstant());
                    return Uni.combine()
                            .all()
                            .unis(
                                    outcome.map(verdict -> episodes.judge(transaction, episode, verdict))
                                            .orElseGet(() -> Uni.createFrom().voidItem()),
                                    events.record(transaction, List.of(news(vote, put))))
                            .with((judged, recorded) -> new Cast(vote, recorded));
                });
    }

    private static NewEvent news(Vote vote, VoteRows.Put put) {
        return new NewEvent(
                DomainEvent.Aggregate.VOTE,
                vote.episode().value(),
                vote.at().toEpochMilli(),
                put.version() == 1 ? "vote.cast" : "vote.replaced",
                Map.of("episode", vote.episode().toString()));
    }

    @Override
    public Uni<Optional<Vote>> own(EpisodeId episode, Author author) {
        return VoteRows.own(postgres, episode, author.id());
    }

    @Override
    public Uni<Tally> tally(EpisodeId episode) {
        return VoteRows.count(postgres, episode).map(count -> new Tally(count.yes(), count.partly(), count.no()));
    }
}
