package dev.parley.core.study;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.StudyId;
import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Studies in PostgreSQL. */
@ApplicationScoped
class StoredStudies implements Studies {
    /** PostgreSQL advisory locks: the letters "PSTS" of those who submit, "PSTF" of the one who feeds. */
    private static final long SUBMIT_LOCK = 0x50535453L;

    private static final long FEED_LOCK = 0x50535446L;

    private static final String NAME = "The name of a study";
    private static final String QUESTION = "The question of a study (plan.question)";

    private static final String RUNNING = "SELECT " + StudyRows.STUDY + """
            , (SELECT count(*) FROM turn t WHERE t.author = s.id AND t.state = 'WAITING')
            FROM study s WHERE s.state = 'RUNNING' AND NOT EXISTS (""" + StudyRows.HELD_UP + """
            ) ORDER BY s.created_at, s.id""";

    /** Nothing is left to feed and no turn is open; turns of a study have its id as their author. Plans are ended by {@link BlockDesk}. */
    private static final String COMPLETE = """
            UPDATE study s SET state = 'COMPLETED', ended_at = clock_timestamp()
            WHERE s.state = 'RUNNING'
            AND NOT EXISTS (SELECT FROM study_plan p WHERE p.study_id = s.id)
            AND NOT EXISTS (SELECT FROM study_item i WHERE i.study_id = s.id AND i.turn_id IS NULL)
            AND NOT EXISTS (SELECT FROM turn t WHERE t.state IN ('WAITING', 'HELD', 'ASSIGNED') AND t.author = s.id)""";

    private static final String WITHDRAW = "UPDATE study s SET state = 'WITHDRAWN', ended_at = clock_timestamp()"
            + " WHERE s.id = $1 AND s.state = 'RUNNING' RETURNING " + StudyRows.STUDY;

    /** What is still open of studies that were withdrawn, and what waits of those that are decided: what of them runs, may end. */
    private static final String LEFT_OVER = """
            SELECT s.id, s.submitter, t.prompt_id
            FROM turn t JOIN study s ON s.id = t.author
                AND (s.state = 'WITHDRAWN' OR s.state = 'DECIDED' AND t.state IN ('WAITING', 'HELD'))
            JOIN prompt p ON p.id = t.prompt_id AND p.state = 'QUEUED'
            WHERE t.state IN ('WAITING', 'HELD', 'ASSIGNED') AND t.priority_class = 1 LIMIT 200""";

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final StudyPlanner planner;
    private final StudyFeeder feeder;
    private final BlockDesk blocks;
    private final StudyReads reads;
    private final StudyWatches watches;
    private final Prompts prompts;
    private final Limits limits;
    private final EventRecorder events;
    private final StudyConfig config;

    @Inject
    StoredStudies(
            Pool postgres,
            ReactiveBridge bridge,
            StudyPlanner planner,
            StudyFeeder feeder,
            BlockDesk blocks,
            StudyReads reads,
            StudyWatches watches,
            Prompts prompts,
            Limits limits,
            EventRecorder events,
            StudyConfig config) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.planner = planner;
        this.feeder = feeder;
        this.blocks = blocks;
        this.reads = reads;
        this.watches = watches;
        this.prompts = prompts;
        this.limits = limits;
        this.events = events;
        this.config = config;
    }

    @Override
    public Uni<Submitted> submit(StudyRequest request, Submitter submitter) {
        return request.plan().isPresent()
                ? submit(request.name(), request.plan().get(), submitter)
                : Uni.createFrom()
                        .deferred(() -> limits.take(Limit.STUDIES, submitter.author()))
                        .invoke(() -> planner.requirePublic(
                                NAME, StudyPlanner.requireWhole(request).name()))
                        .chain(() -> planner.plan(request, submitter))
                        .chain(items -> bridge.backHere(() -> bridge.onContext(() -> postgres.withTransaction(
                                transaction -> store(transaction, request.name(), items, submitter)))));
    }

    private Uni<Submitted> submit(String name, PlanWish wish, Submitter submitter) {
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.STUDIES, submitter.author()))
                .invoke(() -> StudyPlanner.requireName(name))
                .invoke(() -> planner.requirePublic(NAME, name))
                .invoke(() -> planner.requirePublic(QUESTION, wish.plan().question()))
                .chain(() -> planner.plan(wish.plan()))
                .chain(samples -> bridge.backHere(() -> bridge.onContext(() ->
                        postgres.withTransaction(transaction -> store(transaction, name, wish, samples, submitter)))));
    }

    private Uni<Submitted> store(
            SqlConnection transaction, String name, PlanWish wish, List<PlannedItem> samples, Submitter submitter) {
        String frozen = FrozenPlan.written(wish.plan());
        return transaction
                .preparedQuery("SELECT pg_advisory_xact_lock($1)")
                .execute(Tuple.of(SUBMIT_LOCK))
                .chain(() -> known(transaction, name, submitter))
                .chain(known -> known.isPresent()
                        ? Uni.createFrom()
                                .item(() -> same(known.get(), FrozenPlan.sha256(frozen)))
                                .call(() ->
                                        requireFollows(transaction, known.get().study(), wish))
                        : PlanRows.insert(transaction, submitter, name, wish, frozen, samples)
                                .call(() -> requireRoom(transaction))
                                .map(made -> new Submitted(made.orElseThrow(), true)));
    }

    /** What a plan follows is no part of its frozen text, and is as little to be changed. */
    private static Uni<Void> requireFollows(SqlConnection transaction, StudyData study, PlanWish wish) {
        return PlanRows.find(transaction, study.id())
                .invoke(found -> {
                    Optional<StudyId> follows = found.flatMap(PlannedStudy::follows);
                    if (!follows.equals(wish.follows())) {
                        throw new ParleyException(
                                ErrorCode.STUDY_EXISTS,
                                "You have submitted this plan as study \"%s\" (%s), which %s, and that stays so; choose another name."
                                        .formatted(
                                                study.name(),
                                                study.id(),
                                                follows.map(before -> "follows study " + before)
                                                        .orElse("follows no other")));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Submitted> store(SqlConnection transaction, String name, List<PlannedItem> items, Submitter submitter) {
        return transaction
                .preparedQuery("SELECT pg_advisory_xact_lock($1)")
                .execute(Tuple.of(SUBMIT_LOCK))
                .chain(() -> StudyRows.insert(transaction, submitter, name, items))
                .chain(made -> made.isPresent()
                        ? requireRoom(transaction).replaceWith(() -> new Submitted(made.get(), true))
                        : known(transaction, name, items, submitter));
    }

    /** What would be one too many is rolled back. */
    private Uni<Void> requireRoom(SqlConnection transaction) {
        return transaction
                .preparedQuery("SELECT count(*) FROM study WHERE state = 'RUNNING'")
                .execute()
                .invoke(rows -> {
                    if (rows.iterator().next().getLong(0) > config.running()) {
                        throw new ParleyException(
                                ErrorCode.QUEUE_FULL,
                                "%d studies are running, which is as many as may; submit this one when one of them has ended."
                                        .formatted(config.running()));
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Submitted> known(
            SqlConnection transaction, String name, List<PlannedItem> items, Submitter submitter) {
        return known(transaction, name, submitter).map(known -> same(known.orElseThrow(), FrozenItems.sha256(items)));
    }

    /** @param sha256 of what was frozen with it */
    private record Known(StudyData study, String sha256) {}

    private static Uni<Optional<Known>> known(SqlConnection transaction, String name, Submitter submitter) {
        return transaction
                .preparedQuery("SELECT " + StudyRows.STUDY
                        + ", s.items_sha256 FROM study s WHERE s.submitter = $1 AND s.name = $2")
                .execute(Tuple.of(submitter.name(), name))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    Row row = rows.iterator().next();
                    return Optional.of(new Known(StudyRows.study(row), row.getString(7)));
                });
    }

    private static Submitted same(Known known, String sha256) {
        if (!known.sha256().equals(sha256)) {
            throw new ParleyException(
                    ErrorCode.STUDY_EXISTS,
                    "You have submitted other items as study \"%s\" (%s), and a study's items are frozen; choose another name."
                            .formatted(known.study().name(), known.study().id()));
        }
        return new Submitted(known.study(), false);
    }

    @Override
    public Uni<Optional<StudyData>> find(StudyId id) {
        return reads.find(id);
    }

    @Override
    public Uni<Optional<StudyData>> find(String name, Submitter submitter) {
        return reads.find(name, submitter);
    }

    @Override
    public Uni<List<ListedStudy>> newest(Optional<StudyId> after, int atMost) {
        return ListedRows.page(postgres, after, atMost);
    }

    @Override
    public Uni<Optional<StudyData>> ofTurn(TurnId turn) {
        return reads.ofTurn(turn);
    }

    @Override
    public Uni<Optional<PlannedStudy>> plan(StudyId id) {
        return PlanRows.find(postgres, id);
    }

    @Override
    public Uni<List<StudyBlock>> blocks(StudyId id, int from, int atMost) {
        return BlockRows.page(postgres, id, from, atMost);
    }

    @Override
    public Uni<StudyWatch> watch(StudyId id, StudyPlan plan) {
        return watches.of(id, plan);
    }

    @Override
    public Uni<StudyProgress> progress(StudyId id) {
        return reads.progress(id);
    }

    @Override
    public Uni<List<String>> heldUpBy(StudyId id) {
        return reads.heldUpBy(id);
    }

    @Override
    public Uni<List<StudyEpisode>> episodes(StudyId id, int from, int atMost) {
        return reads.episodes(id, from, atMost);
    }

    @Override
    public Uni<StudyData> withdraw(StudyId id, Submitter submitter) {
        return reads.find(id)
                .map(found -> found.orElseThrow(
                        () -> new ParleyException(ErrorCode.STUDY_UNKNOWN, "There is no study %s.".formatted(id))))
                .invoke(study -> {
                    if (!study.submitter().equals(submitter.name())) {
                        throw new ParleyException(
                                ErrorCode.NOT_YOURS,
                                "Study %s was submitted with another key; only that one can withdraw it."
                                        .formatted(id));
                    }
                })
                .chain(study -> postgres.preparedQuery(WITHDRAW)
                        .execute(Tuple.of(id.value()))
                        .chain(rows -> rows.size() > 0
                                ? Uni.createFrom()
                                        .item(StudyRows.study(rows.iterator().next()))
                                : ended(id)));
    }

    private Uni<StudyData> ended(StudyId id) {
        return reads.find(id)
                .map(Optional::orElseThrow)
                .invoke((StudyData study) -> StudyTransitions.TABLE.require(id, study.state(), StudyState.WITHDRAWN));
    }

    @Override
    public Uni<Integer> feed() {
        return bridge.backHere(() -> bridge.onContext(
                        () -> postgres.withTransaction(this::feed).invoke(fed -> events.committed(fed.events()))))
                .call(this::takeBack)
                .map(StudyFeeder.Fed::items);
    }

    private Uni<StudyFeeder.Fed> feed(SqlConnection transaction) {
        return transaction
                .preparedQuery("SELECT pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(FEED_LOCK))
                .chain(rows -> rows.iterator().next().getBoolean(0)
                        ? feedAlone(transaction)
                        : Uni.createFrom().item(StudyFeeder.Fed.NOTHING));
    }

    private Uni<StudyFeeder.Fed> feedAlone(SqlConnection transaction) {
        return transaction.preparedQuery(RUNNING).execute().chain(running -> {
            int quota = Math.clamp(config.waitingInAll() / Math.max(1, running.size()), 1, config.waitingPerStudy());
            return running.size() == 0
                    ? Uni.createFrom().item(StudyFeeder.Fed.NOTHING)
                    : Multi.createFrom()
                            .iterable(running)
                            .onItem()
                            .transformToUniAndConcatenate(row -> {
                                StudyData study = StudyRows.study(row);
                                int room = quota - row.getInteger(7);
                                return blocks.lead(transaction, study.id(), room)
                                        .chain(goesOn -> goesOn
                                                ? feeder.feed(transaction, study.id(), study.submitter(), room)
                                                : Uni.createFrom().item(StudyFeeder.Fed.NOTHING));
                            })
                            .collect()
                            .asList()
                            .call(() -> transaction.preparedQuery(COMPLETE).execute())
                            .map(StoredStudies::together);
        });
    }

    private static StudyFeeder.Fed together(List<StudyFeeder.Fed> all) {
        List<DomainEvent> told = new ArrayList<>();
        all.forEach(fed -> told.addAll(fed.events()));
        return new StudyFeeder.Fed(all.stream().mapToInt(StudyFeeder.Fed::items).sum(), told);
    }

    private Uni<Void> takeBack() {
        return postgres.preparedQuery(LEFT_OVER)
                .execute()
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> {
                            Author author = Submitter.authorOf(new StudyId(row.getUUID(0)), row.getString(1));
                            // One that has just ended is left alone.
                            return prompts.withdraw(new PromptId(row.getUUID(2)), author)
                                    .replaceWithVoid()
                                    .onFailure(ParleyException.class)
                                    .recoverWithNull();
                        })
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }
}
