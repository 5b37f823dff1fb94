package dev.parley.core.prompt;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentLedger;
import dev.parley.core.episode.Episodes;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.scene.SceneData;
import dev.parley.core.turn.Admission;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnLedger;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Prompts in PostgreSQL. */
@ApplicationScoped
class StoredPrompts implements Prompts {
    private final Transactions transactions;
    private final PromptPlanner planner;
    private final PromptLedger ledger;
    private final Admission admission;
    private final TurnLedger turnLedger;
    private final Turns turns;
    private final AssignmentLedger assignments;
    private final Episodes episodes;
    private final Limits limits;
    private final PromptConfig config;

    @Inject
    StoredPrompts(
            Transactions transactions,
            PromptPlanner planner,
            PromptLedger ledger,
            Admission admission,
            TurnLedger turnLedger,
            Turns turns,
            AssignmentLedger assignments,
            Episodes episodes,
            Limits limits,
            PromptConfig config) {
        this.transactions = transactions;
        this.planner = planner;
        this.ledger = ledger;
        this.admission = admission;
        this.turnLedger = turnLedger;
        this.turns = turns;
        this.assignments = assignments;
        this.episodes = episodes;
        this.limits = limits;
        this.config = config;
    }

    @Override
    public Uni<PromptData> submit(PromptRequest request, Author author) {
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.PROMPTS, author))
                .chain(() -> transactions.write(
                        session -> planner.plan(request, author).chain(plan -> store(session, plan, author))));
    }

    @Override
    public Uni<Optional<PromptData>> find(PromptId id) {
        return transactions.read(session -> session.find(PromptEntity.class, id.value())
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.<PromptData>empty())
                        : whole(row).map(Optional::of)));
    }

    @Override
    public Uni<List<PromptData>> of(Author author, int limit) {
        return transactions.read(session -> session.createQuery(
                        "FROM PromptEntity WHERE author = :author ORDER BY submittedAt DESC, id", PromptEntity.class)
                .setParameter("author", author.id().value())
                .setMaxResults(limit)
                .getResultList()
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(this::whole)
                        .collect()
                        .asList()));
    }

    @Override
    public Uni<PromptData> withdraw(PromptId id, Author author) {
        // Turns are locked before the prompt, as everywhere; see TurnLedger.
        return transactions.write(session -> turnLedger
                .lockOfPrompt(session, id)
                .chain(locked -> ledger.lock(session, id)
                        .invoke(row -> requireOwn(row, author))
                        .call(() -> revokeOffers(session, locked))
                        .call(row -> ledger.change(session, row, PromptState.WITHDRAWN))
                        .call(() -> turnLedger.cancelWaiting(session, locked))
                        .chain(this::whole)));
    }

    private Uni<PromptData> store(Mutiny.Session session, PromptPlan plan, Author author) {
        return Transactions.now(session)
                .chain(now -> admission.place(author, PriorityClass.PUBLIC).chain(place -> {
                    PromptEntity row = row(plan, author, now);
                    TurnData turn = turn(plan, author, new PromptId(row.id), place, now);
                    return ledger.insert(session, row)
                            .chain(() ->
                                    turnLedger.admit(session, turn, plan.task().map(SceneData.TaskData::reading)))
                            .chain(() -> ledger.change(session, row, PromptState.QUEUED))
                            .map(ignored -> row.data(List.of(turn), List.of()));
                }));
    }

    private static PromptEntity row(PromptPlan plan, Author author, Instant now) {
        PromptEntity row = new PromptEntity();
        row.id = PromptId.random().value();
        row.author = author.id().value();
        row.networkPrefix = author.networkPrefix();
        row.state = PromptState.SUBMITTED;
        row.instruction = plan.instruction().map(Instruction::text).orElse(null);
        row.goalImage = plan.request().goalImage().map(GoalImageId::value).orElse(null);
        row.sceneId = plan.scene().id();
        row.policyName = plan.policy().name();
        row.taskId = plan.task().map(SceneData.TaskData::id).orElse(null);
        row.taskReading = plan.task().map(SceneData.TaskData::reading).orElse(null);
        row.submittedAt = now;
        row.version = 1;
        return row;
    }

    private TurnData turn(PromptPlan plan, Author author, PromptId prompt, Placement place, Instant now) {
        return new TurnData(
                TurnId.random(),
                prompt,
                author.id(),
                TurnState.WAITING,
                place,
                plan.scene().id(),
                plan.policy().name(),
                plan.policy().digest(),
                plan.policy().embodiment(),
                plan.policy().actionSpaceKind(),
                Optional.empty(),
                plan.instruction().map(Instruction::text),
                plan.request().goalImage(),
                plan.task().map(SceneData.TaskData::id),
                plan.seed(),
                plan.scene().horizonSteps(),
                0,
                now,
                Optional.of(now.plus(config.waitsAtMost())),
                Optional.empty());
    }

    private Uni<PromptData> whole(PromptEntity row) {
        PromptId id = new PromptId(row.id);
        return turns.ofPrompt(id)
                .chain(turnsOfIt -> episodes.ofPrompt(id).map(attempts -> row.data(turnsOfIt, attempts)));
    }

    private Uni<Void> revokeOffers(Mutiny.Session session, List<TurnData> locked) {
        return Multi.createFrom()
                .iterable(locked)
                .filter(turn -> turn.state() == TurnState.ASSIGNED)
                .onItem()
                .transformToUniAndConcatenate(turn -> assignments
                        .revokeOffer(session, turn.id(), "withdrawn by the asker")
                        .chain(revoked -> revoked
                                ? turnLedger.cancelOffered(session, turn.id())
                                : Uni.createFrom().voidItem()))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static void requireOwn(PromptEntity row, Author author) {
        if (!row.author.equals(author.id().value())) {
            throw new ParleyException(
                    ErrorCode.NOT_YOURS, "Prompt %s is somebody else's; only they can withdraw it.".formatted(row.id));
        }
        if (row.state.terminal()) {
            throw new ParleyException(
                    ErrorCode.PROMPT_ENDED, "Prompt %s has ended as %s already.".formatted(row.id, row.state));
        }
    }
}
