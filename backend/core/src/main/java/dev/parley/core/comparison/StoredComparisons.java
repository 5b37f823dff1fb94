package dev.parley.core.comparison;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.owner.OwnPolicies;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptPairs;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Comparisons in PostgreSQL. */
@ApplicationScoped
class StoredComparisons implements Comparisons {
    /** Nobody closes it, and nobody votes twice, between this look and the vote. */
    private static final String STANDING = "SELECT state, drawn_by, known_start,"
            + " closes_at <= clock_timestamp(), draw, left_is_first, first_digest, second_digest"
            + " FROM comparison WHERE id = $1 FOR SHARE";

    private static final String DRAWN = "SELECT draw, left_is_first FROM comparison WHERE id = $1";

    private static final String EPISODE = """
            SELECT e.id FROM comparison c
            JOIN episode e ON e.turn_id = CASE WHEN $2 THEN c.first_turn ELSE c.second_turn END
            WHERE c.id = $1 AND e.withdrawn_at IS NULL ORDER BY e.created_at DESC LIMIT 1""";

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final PromptPairs pairs;
    private final ComparisonDraw draws;
    private final ComparisonKeeper keeper;
    private final Stations stations;
    private final Limits limits;
    private final Consents consents;
    private final OwnPolicies owned;

    @Inject
    StoredComparisons(
            Pool postgres,
            ReactiveBridge bridge,
            PromptPairs pairs,
            ComparisonDraw draws,
            ComparisonKeeper keeper,
            Stations stations,
            Limits limits,
            Consents consents,
            OwnPolicies owned) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.pairs = pairs;
        this.draws = draws;
        this.keeper = keeper;
        this.stations = stations;
        this.limits = limits;
        this.consents = consents;
        this.owned = owned;
    }

    @Override
    public Uni<ComparisonData> submit(ComparisonRequest request, Author author) {
        return Uni.createFrom()
                .deferred(() -> {
                    requireUnknownStart(request);
                    return limits.take(Limit.PROMPTS, author);
                })
                .chain(() -> consents.require(author))
                .chain(stations::all)
                .chain(known -> admit(request, author, known))
                .chain(this::find)
                .map(Optional::orElseThrow);
    }

    /** A goal's start is known as well, but nobody can ask for the goal without it: votes on such a comparison do not count. */
    private static void requireUnknownStart(ComparisonRequest request) {
        if (request.policies().isEmpty() && request.prompt().seed().isPresent()) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "A comparison of two policies that the platform draws takes no seed: whoever knows the start can run each policy"
                            + " from it and see which is which. Leave seed out, or name the two policies.");
        }
    }

    private Uni<ComparisonId> admit(ComparisonRequest request, Author author, List<StationData> known) {
        List<StationData> able = known.stream()
                .filter(station -> request.prompt()
                        .wantedBody()
                        .map(body -> body.is(station.kind()))
                        .orElse(true))
                .toList();
        AtomicReference<ComparisonDraw.@Nullable Made> drawn = new AtomicReference<>();
        return pairs.admit(
                        request.prompt(),
                        author,
                        (transaction, wanted) -> draws.draw(transaction, wanted, request.policies(), able)
                                .invoke(drawn::set)
                                .map(ComparisonDraw.Made::chosen),
                        (transaction, prompt, first, second) -> {
                            ComparisonDraw.Made made = requireNonNull(drawn.get(), "nothing was drawn");
                            return ComparisonRows.insert(
                                    transaction,
                                    made.id(),
                                    prompt.id(),
                                    prompt.sceneId(),
                                    first.seed(),
                                    made.drawnBy(),
                                    made.drawn(),
                                    first.id(),
                                    second.id(),
                                    made.candidates(),
                                    made.pairs(),
                                    made.knownStart(),
                                    made.text());
                        })
                .map(prompt -> requireNonNull(drawn.get(), "nothing was drawn").id());
    }

    @Override
    public Uni<Optional<ComparisonData>> find(ComparisonId id) {
        return ComparisonRows.where(postgres, "WHERE c.id = $1", Tuple.of(id.value()))
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<Optional<ComparisonData>> ofPrompt(PromptId prompt) {
        return ComparisonRows.where(postgres, "WHERE c.prompt_id = $1", Tuple.of(prompt.value()))
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<List<ComparisonData>> toVoteOn(Optional<Author> author, int atMost) {
        return ComparisonRows.where(
                postgres,
                "WHERE c.state = 'READY' AND NOT EXISTS (SELECT FROM comparison_vote v"
                        + " WHERE v.comparison_id = c.id AND v.author = $1) ORDER BY c.closes_at, c.id LIMIT $2",
                Tuple.of(author.map(known -> known.id().value()).orElse(null), atMost));
    }

    @Override
    public Uni<Optional<EpisodeId>> episode(ComparisonId id, Side side, Optional<Author> reader) {
        return seen(id, reader)
                .chain(seen -> postgres.preparedQuery(EPISODE)
                        .execute(Tuple.of(id.value(), seen.leftIsFirst() == (side == Side.LEFT))))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new EpisodeId(rows.iterator().next().getUUID(0))));
    }

    @Override
    public Uni<String> sides(ComparisonId id, Optional<Author> reader) {
        return seen(id, reader).map(VoterSides::mark);
    }

    private Uni<VoterSides> seen(ComparisonId id, Optional<Author> reader) {
        return postgres.preparedQuery(DRAWN).execute(Tuple.of(id.value())).map(rows -> {
            if (rows.size() == 0) {
                throw unknown(id);
            }
            Row row = rows.iterator().next();
            return VoterSides.of(row.getString(0), row.getBoolean(1), reader.map(Author::id));
        });
    }

    @Override
    public Uni<Reveal> vote(ComparisonId id, Author author, Ballot ballot) {
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.VOTES, author))
                .chain(() -> consents.require(author))
                .chain(() -> bridge.backHere(() -> bridge.onContext(
                        () -> postgres.withTransaction(transaction -> vote(transaction, id, author, ballot)))));
    }

    private Uni<Reveal> vote(SqlConnection transaction, ComparisonId id, Author author, Ballot ballot) {
        return transaction.preparedQuery(STANDING).execute(Tuple.of(id.value())).chain(rows -> {
            if (rows.size() == 0) {
                throw unknown(id);
            }
            Row row = rows.iterator().next();
            ComparisonState state = ComparisonState.valueOf(row.getString(0));
            VoterSides seen = VoterSides.of(row.getString(4), row.getBoolean(5), Optional.of(author.id()));
            return owned.of(transaction, List.of(author))
                    .map(own -> own.has(author.id(), row.getString(6)) || own.has(author.id(), row.getString(7)))
                    .map(own -> notCounted(id, state, row, own))
                    .invoke(() -> requireSeen(id, ballot, seen))
                    .chain(notCounted ->
                            VoteRows.insert(transaction, id, author.id(), ballot, seen.leftIsFirst(), notCounted))
                    .chain(() -> RevealReads.of(transaction, id, Optional.of(author.id())));
        });
    }

    /** Somebody may have become another between watching and voting: then left was right. */
    private static void requireSeen(ComparisonId id, Ballot ballot, VoterSides seen) {
        if (ballot.sides().filter(brought -> !brought.equals(seen.mark())).isPresent()) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "You saw comparison %s under another name, and left and right may be the other way round now: load it again, watch both and vote."
                            .formatted(id));
        }
    }

    /**
     * @param own whether it is a lab's vote on its own policy. While it is open such a vote is taken like any other and told
     *     apart afterwards: to refuse it, or not to offer it, would tell that lab that theirs is one of the two
     */
    private static Optional<NotCounted> notCounted(ComparisonId id, ComparisonState state, Row row, boolean own) {
        return switch (state) {
            case WAITING ->
                throw new ParleyException(
                        ErrorCode.VOTE_TOO_EARLY,
                        "Comparison %s is not ready; vote once both replays are there.".formatted(id));
            case VOID ->
                throw new ParleyException(
                        ErrorCode.STATE_CONFLICT, "Comparison %s is void; there is nothing to compare.".formatted(id));
            case CLOSED -> {
                if (own) {
                    throw new ParleyException(
                            ErrorCode.OWN_POLICY,
                            "One of the two of comparison %s is a policy of your own lab or your own; people do not vote on theirs."
                                    .formatted(id));
                }
                yield Optional.of(NotCounted.AFTER_REVEAL);
            }
            // It may be over without having been closed yet.
            case READY ->
                row.getBoolean(3)
                        ? Optional.of(NotCounted.AFTER_REVEAL)
                        : NotCounted.of(DrawnBy.valueOf(row.getString(1)), row.getBoolean(2), own);
        };
    }

    @Override
    public Uni<Optional<Reveal>> reveal(ComparisonId id, Optional<Author> reader) {
        return find(id).chain(found -> {
            ComparisonData comparison = found.orElseThrow(() -> unknown(id));
            return mayKnow(comparison, reader)
                    .chain(may -> may
                            ? RevealReads.of(postgres, id, reader.map(Author::id))
                                    .map(Optional::of)
                            : Uni.createFrom().item(Optional.empty()));
        });
    }

    /** The rule of the seal: after one's own vote, or once it has ended for everybody. */
    private Uni<Boolean> mayKnow(ComparisonData comparison, Optional<Author> reader) {
        if (comparison.state().terminal()) {
            return Uni.createFrom().item(true);
        }
        return reader.map(author ->
                        VoteRows.own(postgres, comparison.id(), author.id()).map(Optional::isPresent))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    @Override
    public Uni<Integer> keep() {
        return keeper.keep();
    }

    private static ParleyException unknown(ComparisonId id) {
        return new ParleyException(ErrorCode.COMPARISON_UNKNOWN, "There is no comparison %s.".formatted(id));
    }
}
