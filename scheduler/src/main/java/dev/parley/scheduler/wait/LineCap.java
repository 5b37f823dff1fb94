package dev.parley.scheduler.wait;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.turn.Admission.Needs;
import dev.parley.core.turn.LineClosed;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.LineConfig;
import dev.parley.scheduler.SchedulerConfig;
import dev.parley.scheduler.fair.LineReach;
import dev.parley.scheduler.queue.Requirement;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes the line before those who would wait too long. A look at the line serves for a second, together with those who
 * were let in here since: a crowd that comes at once closes it as surely as one that comes by and by. What other replicas let
 * in meanwhile is seen with the next look.
 */
@ApplicationScoped
class LineCap implements LineReach {
    private static final Logger LOG = Logger.getLogger(LineCap.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** A look this much younger than an admission knows of its commit. */
    private static final Duration COMMITTED = Duration.ofSeconds(2);
    /** Whoever asks holds a connection meanwhile; nobody is kept out by a look that takes this long. */
    private static final Duration LOOK_AT_MOST = Duration.ofSeconds(2);
    /** More than come in a second to one line that is near its end. */
    private static final int LOOK_AHEAD = 512;

    private final LineViews views;
    private final ReactiveBridge bridge;
    private final Clock clock;
    private final Duration longest;
    private final int plays;
    private final Deque<LetIn> since = new ArrayDeque<>();
    private @Nullable Known newest;

    @Inject
    LineCap(LineViews views, ReactiveBridge bridge, LineConfig line, SchedulerConfig config, Clock clock) {
        this.views = views;
        this.bridge = bridge;
        this.clock = clock;
        this.longest = line.longestWait();
        this.plays = config.estimates().draws();
    }

    @Override
    public Uni<Reach> of(Set<Needs> wanted) {
        Set<Requirement> lines = wanted.stream().map(LineCap::line).collect(Collectors.toSet());
        return bridge.backHere(() -> known().map(known -> {
                    lines.forEach(each -> known.places(each, plays));
                    return (Reach) new Group(known);
                }))
                .onFailure()
                .invoke(failure -> LOG.warnf("without a look at the line it stays open: %s", failure))
                .onFailure()
                .recoverWithItem(Reach.OPEN);
    }

    private Uni<Known> known() {
        return Uni.createFrom()
                .deferred(() -> fresh().map(known -> Uni.createFrom().item(known))
                        .orElseGet(() -> views.current()
                                .ifNoItem()
                                .after(LOOK_AT_MOST)
                                .fail()
                                .map(view -> learn(view.state()))))
                // Playing a long line forward takes its time: not on an event loop.
                .emitOn(Infrastructure.getDefaultExecutor());
    }

    private synchronized Optional<Known> fresh() {
        Known known = newest;
        Instant now = clock.instant();
        // What a clock was set back behind is not fresh.
        boolean good = known != null
                && !known.state().at().isAfter(now)
                && known.state().at().plus(FRESH).isAfter(now);
        return good ? Optional.ofNullable(known) : Optional.empty();
    }

    private synchronized Known learn(LineState state) {
        Known known = newest;
        if (known == null || !known.state().at().equals(state.at())) {
            known = Known.of(state);
            newest = known;
        }
        Instant surelySeen = state.at().minus(COMMITTED);
        since.removeIf(each -> each.at().isBefore(surelySeen));
        return known;
    }

    /** @param behind so many turns that run from {@code place} on before it does */
    private Optional<LineClosed> tooLong(Known known, Requirement line, Placement place, int behind) {
        Places places = known.places(line, plays);
        long ahead = behind
                + places.before(place)
                + since.stream()
                        .filter(each -> !known.tickets().contains(each.place().ticket()))
                        .filter(each -> Places.goesBefore(each.place(), place))
                        .filter(each -> known.sameStations(each.line(), line))
                        .count();
        return places.behind((int) ahead)
                .filter(wait -> wait.compareTo(longest) > 0)
                .map(wait -> new LineClosed(wait, longest));
    }

    private static Requirement line(Needs needs) {
        return new Requirement(
                needs.sceneId(),
                needs.policyDigest(),
                needs.embodiment(),
                needs.actionSpaceKind(),
                Optional.empty(),
                needs.wantedBody(),
                needs.otherDigest());
    }

    /** Who comes in one transaction; they count from the moment they are let in, and no more once it is rolled back. */
    private final class Group implements Reach {
        private final Known known;
        private final List<LetIn> letIn = new ArrayList<>();

        Group(Known known) {
            this.known = known;
        }

        @Override
        public Optional<LineClosed> refusal(Needs needs, Placement place) {
            Requirement line = line(needs);
            synchronized (LineCap.this) {
                // The second of a comparison runs right behind its first, wherever fair turns would place it; and a
                // look sees
                // the first alone, which counts for both.
                Optional<Placement> first = firstOfTwo(needs);
                Placement from = first.orElse(place);
                Optional<LineClosed> closed = tooLong(known, line, from, first.isPresent() ? 1 : 0);
                if (closed.isEmpty()) {
                    LetIn one = new LetIn(clock.instant(), needs, line, from);
                    letIn.add(one);
                    since.add(one);
                }
                return closed;
            }
        }

        private Optional<Placement> firstOfTwo(Needs needs) {
            return letIn.stream()
                    .filter(each -> each.needs().pairedWith(needs))
                    .findFirst()
                    .map(LetIn::place);
        }

        @Override
        public void undone() {
            synchronized (LineCap.this) {
                letIn.forEach(since::remove);
                letIn.clear();
            }
        }
    }

    /**
     * Somebody who was let in here and may not be in the newest look yet.
     *
     * @param place from which on it counts; of the second of a comparison that of its first
     */
    private record LetIn(Instant at, Needs needs, Requirement line, Placement place) {}

    /** One look at the line, and what was reckoned from it. */
    private record Known(LineState state, Set<Long> tickets, Map<Requirement, Places> played) {
        static Known of(LineState state) {
            Set<Long> tickets = state.waiting().values().stream()
                    .map(TurnData::placement)
                    .map(Placement::ticket)
                    .collect(Collectors.toSet());
            return new Known(state, tickets, new ConcurrentHashMap<>());
        }

        Places places(Requirement line, int plays) {
            return played.computeIfAbsent(line, each -> Places.of(state, each, LOOK_AHEAD, plays));
        }

        boolean sameStations(Requirement one, Requirement other) {
            return one.equals(other) || state.candidates(one).stream().anyMatch(state.candidates(other)::contains);
        }
    }
}
