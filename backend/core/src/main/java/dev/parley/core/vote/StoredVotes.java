package dev.parley.core.vote;

import static java.util.stream.Collectors.toSet;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.EpisodeVerdicts;
import dev.parley.core.episode.Judgeable;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.event.NewEvent;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.owner.OwnPolicies;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Moderation;
import dev.parley.core.reactive.Groups;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Votes in PostgreSQL; the outcomes of prompter and crowd are worked out in the same transaction. A crowd judges the newest
 * episode together, and its votes wait for each other: so those who come while others are being stored go together.
 */
@ApplicationScoped
class StoredVotes implements Votes {
    private static final int LARGEST_GROUP = 64;

    private final ReactiveBridge bridge;
    private final Pool postgres;
    private final EpisodeVerdicts episodes;
    private final EventRecorder events;
    private final Limits limits;
    private final Consents consents;
    private final Moderation moderation;
    private final OwnPolicies owned;
    private final Groups<Cast, VoteRows.Put> groups;

    /** Somebody's ballot on its way. */
    private record Cast(EpisodeId episode, Author author, Ballot ballot) {}

    /** What one group made of it, and what is told. */
    private record Stored(List<Groups.Answer<VoteRows.Put>> answers, List<DomainEvent> events) {}

    @Inject
    StoredVotes(
            ReactiveBridge bridge,
            Pool postgres,
            EpisodeVerdicts episodes,
            EventRecorder events,
            Limits limits,
            Consents consents,
            Moderation moderation,
            OwnPolicies owned) {
        this.bridge = bridge;
        this.postgres = postgres;
        this.episodes = episodes;
        this.events = events;
        this.limits = limits;
        this.consents = consents;
        this.moderation = moderation;
        this.owned = owned;
        // One at a time, for a second one would mostly wait for the same episode and keep a connection from others.
        // PostgreSQL's own refusal rolls the transaction back for certain; a lost connection may have committed it.
        this.groups = new Groups<>(LARGEST_GROUP, 1, this::store, PgException.class::isInstance);
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
                .item(() -> Ballot.of(success, progress, tags, comment.map(this::proper)))
                .call(() -> limits.take(Limit.VOTES, author))
                .call(() -> consents.require(author))
                .chain(ballot -> bridge.backHere(
                        () -> groups.join(new Cast(episode, author, ballot)).map(VoteRows.Put::vote)));
    }

    /** Comments are as public as prompts, and the same rules hold. */
    private String proper(String comment) {
        moderation.judge(comment).ifPresent(why -> {
            throw new ParleyException(ErrorCode.COMMENT_REFUSED, "The comment is not taken. " + why.sentence());
        });
        return comment;
    }

    private Uni<List<Groups.Answer<VoteRows.Put>>> store(List<Cast> group) {
        Set<EpisodeId> judged = group.stream().map(Cast::episode).collect(toSet());
        return bridge.onContext(() -> postgres.withTransaction(transaction -> episodes.lock(transaction, judged)
                        .chain(standing -> owned.of(
                                        transaction,
                                        group.stream().map(Cast::author).toList())
                                .chain(own -> store(transaction, group, standing, own))))
                .invoke(stored -> events.committed(stored.events()))
                .map(Stored::answers));
    }

    private static EpisodeVerdicts.Standing votable(
            EpisodeId id, Optional<EpisodeVerdicts.Standing> found, Author author, OwnPolicies.Own own) {
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
        if (!Judgeable.is(episode.state(), episode.endReason())) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "Episode " + id
                            + " was ended by something that says nothing about its policy, so there is nothing to judge.");
        }
        // Its policy is no secret: sealed episodes are not found above.
        if (own.has(author.id(), episode.policyDigest())) {
            throw new ParleyException(
                    ErrorCode.OWN_POLICY,
                    "Episode " + id
                            + " was run by a policy of your own lab or your own. Nobody judges those; everybody else may.");
        }
        return episode;
    }

    /** None of these waits for another's answer: they travel together, and PostgreSQL runs them in this order. */
    private Uni<Stored> store(
            SqlConnection transaction,
            List<Cast> group,
            Map<EpisodeId, EpisodeVerdicts.Standing> standing,
            OwnPolicies.Own own) {
        List<Uni<Groups.Answer<VoteRows.Put>>> put = new ArrayList<>();
        for (Cast cast : group) {
            put.add(put(transaction, cast, Optional.ofNullable(standing.get(cast.episode())), own));
        }
        List<EpisodeId> judged = List.copyOf(standing.keySet());
        List<Uni<VoteCount>> counts = judged.stream()
                .map(episode -> VoteRows.countCrowd(transaction, episode))
                .toList();
        if (judged.isEmpty()) {
            return together(put).map(answers -> new Stored(answers, List.of()));
        }
        return Uni.combine()
                .all()
                .unis(together(put), together(counts))
                .asTuple()
                .chain(done -> tell(transaction, done.getItem1(), judged, done.getItem2()));
    }

    private Uni<Groups.Answer<VoteRows.Put>> put(
            SqlConnection transaction, Cast cast, Optional<EpisodeVerdicts.Standing> standing, OwnPolicies.Own own) {
        try {
            boolean prompter = votable(cast.episode(), standing, cast.author(), own)
                    .author()
                    .equals(cast.author().id());
            return VoteRows.put(transaction, cast.episode(), cast.author().id(), cast.ballot(), prompter)
                    .map(Groups.Done::new);
        } catch (ParleyException refusal) {
            return Uni.createFrom().item(new Groups.Refused<>(refusal));
        }
    }

    private Uni<Stored> tell(
            SqlConnection transaction,
            List<Groups.Answer<VoteRows.Put>> answers,
            List<EpisodeId> judged,
            List<VoteCount> counts) {
        List<VoteRows.Put> puts = new ArrayList<>();
        answers.forEach(answer -> {
            if (answer instanceof Groups.Done<VoteRows.Put> done) {
                puts.add(done.result());
            }
        });
        List<Vote> votes = puts.stream().map(VoteRows.Put::vote).toList();
        List<Uni<Void>> verdicts = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            EpisodeId episode = judged.get(i);
            if (votes.stream().anyMatch(vote -> vote.episode().equals(episode) && !vote.prompter())) {
                CrowdOutcome.of(counts.get(i))
                        .ifPresent(outcome -> verdicts.add(episodes.judge(transaction, episode, outcome)));
            }
        }
        votes.stream()
                .filter(Vote::prompter)
                .forEach(vote ->
                        verdicts.add(episodes.judge(transaction, vote.episode(), CrowdOutcome.ofPrompter(vote))));
        verdicts.add(Uni.createFrom().voidItem());
        return Uni.combine()
                .all()
                .unis(
                        together(verdicts),
                        events.record(
                                transaction,
                                puts.stream().map(StoredVotes::news).toList()))
                .with((judgedAll, recorded) -> new Stored(answers, recorded));
    }

    private static <T> Uni<List<T>> together(List<Uni<T>> all) {
        return Uni.join().all(all).andFailFast();
    }

    private static NewEvent news(VoteRows.Put put) {
        Vote vote = put.vote();
        return new NewEvent(
                DomainEvent.Aggregate.VOTE,
                vote.episode().value(),
                vote.at().toEpochMilli(),
                put.first() ? "vote.cast" : "vote.replaced",
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
