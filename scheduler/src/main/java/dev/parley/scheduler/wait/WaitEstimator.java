package dev.parley.scheduler.wait;

import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import dev.parley.scheduler.LineConfig;
import dev.parley.scheduler.fair.NextPlace;
import dev.parley.scheduler.queue.Requirement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers from the newest view of the line; a position is checked against what was shown before. */
@ApplicationScoped
class WaitEstimator implements WaitEstimates {
    private final LineViews views;
    private final ShownPositions shown;
    private final Turns turns;
    private final Policies policies;
    private final NextPlace nextPlace;
    private final Duration longest;

    @Inject
    WaitEstimator(
            LineViews views,
            ShownPositions shown,
            Turns turns,
            Policies policies,
            NextPlace nextPlace,
            LineConfig line) {
        this.longest = line.longestWait();
        this.views = views;
        this.shown = shown;
        this.turns = turns;
        this.policies = policies;
        this.nextPlace = nextPlace;
    }

    @Override
    public Uni<Wait> of(TurnId id) {
        return backHere(() -> views.current().chain(view -> {
            TurnData waiting = view.state().waiting().get(id);
            return waiting == null ? absent(id) : shown.check(waiting.id(), view.of(waiting));
        }));
    }

    /** Not in the view: it was taken, it ended, or it is newer than the view. */
    private Uni<Wait> absent(TurnId id) {
        return turns.find(id).chain(found -> {
            TurnData turn = found.orElseThrow(
                    () -> new ParleyException(ErrorCode.PROMPT_UNKNOWN, "There is no turn " + id + "."));
            return switch (turn.state()) {
                case ASSIGNED -> Uni.createFrom().item(starting(turn));
                case HELD -> Uni.createFrom().item(nowhere(WaitSentences.held(turn.waitNote())));
                case WAITING ->
                    views.read().chain(view -> {
                        TurnData waiting = view.state().waiting().get(id);
                        return waiting == null
                                ? Uni.createFrom().item(starting(turn))
                                : shown.check(waiting.id(), view.of(waiting));
                    });
                case DONE, CANCELLED, EXPIRED ->
                    Uni.createFrom()
                            .failure(new ParleyException(
                                    ErrorCode.PROMPT_ENDED, "The turn " + id + " has ended and waits for nothing."));
            };
        });
    }

    @Override
    public Uni<Wait> ifAskedNow(String sceneId, String policyName, Optional<WantedBody> wantedBody) {
        return ifAskedNow(
                sceneId,
                policyName,
                wantedBody,
                view -> Uni.createFrom().item(view.state().servedRound()));
    }

    @Override
    public Uni<Wait> ifAskedNow(String sceneId, String policyName, Optional<WantedBody> wantedBody, Author author) {
        return ifAskedNow(sceneId, policyName, wantedBody, view -> nextPlace.of(PriorityClass.PUBLIC, author));
    }

    private Uni<Wait> ifAskedNow(
            String sceneId,
            String policyName,
            Optional<WantedBody> wantedBody,
            Function<LineView, Uni<Long>> fairRound) {
        return backHere(() -> policies.newest(policyName).chain(found -> {
            PolicyData policy = found.orElseThrow(() ->
                    new ParleyException(ErrorCode.POLICY_UNKNOWN, "There is no policy named " + policyName + "."));
            Requirement requirement = new Requirement(
                    sceneId,
                    policy.digest(),
                    policy.embodiment(),
                    policy.actionSpaceKind(),
                    Optional.empty(),
                    wantedBody,
                    Optional.empty());
            return views.current()
                    .chain(view -> fairRound.apply(view).map(round -> asWait(view.ofNewcomer(requirement, round))));
        }));
    }

    private static Wait asWait(LineView.Standing standing) {
        return new Wait(
                standing.position() == 0 ? OptionalInt.empty() : OptionalInt.of(standing.position()),
                standing.estimate(),
                standing.said().reason(),
                standing.said().text());
    }

    @Override
    public Duration longest() {
        return longest;
    }

    /** Views are shared and Redis blocks, but whoever asks may hold a session that is bound to its own context. */
    private static <T> Uni<T> backHere(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context here = Vertx.currentContext();
            Uni<T> answer = work.get();
            return here == null ? answer : answer.emitOn(task -> here.runOnContext(ignored -> task.run()));
        });
    }

    private static Wait starting(TurnData turn) {
        return nowhere(WaitSentences.starting(turn.waitNote()));
    }

    /** Without a place in line. */
    private static Wait nowhere(WaitSentences.Said said) {
        return new Wait(OptionalInt.empty(), Optional.empty(), said.reason(), said.text());
    }
}
