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

    private static final String RUNNING = "SELECT " + StudyRows.STUDY + """
            , (SELECT count(*) FROM turn t WHERE t.author = s.id AND t.state = 'WAITING')
            FROM study s WHERE s.state = 'RUNNING' ORDER BY s.created_at, s.id""";

    /** Nothing is left to feed and no turn is open; turns of a study have its id as their author. */
    private static final String COMPLETE = """
            UPDATE study s SET state = 'COMPLETED', ended_at = clock_timestamp()
            WHERE s.state = 'RUNNING'
            AND NOT EXISTS (SELECT FROM study_item i WHERE i.study_id = s.id AND i.turn_id IS NULL)
            AND NOT EXISTS (SELECT FROM turn t WHERE t.state IN ('WAITING', 'ASSIGNED') AND t.author = s.id)""";

    private static final String WITHDRAW = "UPDATE study s SET state = 'WITHDRAWN', ended_at = clock_timestamp()"
            + " WHERE s.id = $1 AND s.state = 'RUNNING' RETURNING " + StudyRows.STUDY;

    /** What is still open of studies that were withdrawn. */
    private static final String LEFT_OVER = """
            SELECT s.id, s.submitter, t.prompt_id
            FROM turn t JOIN study s ON s.id = t.author AND s.state = 'WITHDRAWN'
            JOIN prompt p ON p.id = t.prompt_id AND p.state = 'QUEUED'
            WHERE t.state IN ('WAITING', 'ASSIGNED') AND t.priority_class = 1 LIMIT 200""";

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final StudyPlanner planner;
    private final StudyFeeder feeder;
    private final StudyReads reads;
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
            StudyReads reads,
            Prompts prompts,
            Limits limits,
            EventRecorder events,
            StudyConfig config) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.planner = planner;
        this.feeder = feeder;
        this.reads = reads;
        this.prompts = prompts;
        this.limits = limits;
        this.events = events;
        this.config = config;
    }

    @Override
    public Uni<Submitted> submit(StudyRequest request, Submitter submitter) {
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.STUDIES, submitter.author()))
                .chain(() -> planner.plan(StudyPlanner.requireWhole(request), submitter))
                .chain(items -> bridge.backHere(() -> bridge.onContext(() -> postgres.withTransaction(
                        transaction -> store(transaction, request.name(), items, submitter)))));
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
        return transaction
                .preparedQuery("SELECT " + StudyRows.STUDY
                        + ", s.items_sha256 FROM study s WHERE s.submitter = $1 AND s.name = $2")
                .execute(Tuple.of(submitter.name(), name))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    StudyData study = StudyRows.study(row);
                    if (!FrozenItems.sha256(items).equals(row.getString(7))) {
                        throw new ParleyException(
                                ErrorCode.STUDY_EXISTS,
                                "You have submitted other items as study \"%s\" (%s), and a study's items are frozen; choose another name."
                                        .formatted(study.name(), study.id()));
                    }
                    return new Submitted(study, false);
                });
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
    public Uni<Optional<StudyData>> ofTurn(TurnId turn) {
        return reads.ofTurn(turn);
    }

    @Override
    public Uni<StudyProgress> progress(StudyId id) {
        return reads.progress(id);
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
                                return feeder.feed(transaction, study.id(), study.submitter(), room);
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
