package dev.parley.core.prompt;

import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.owner.OwnPolicies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Groups;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.scene.SceneData;
import dev.parley.core.turn.Admission;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnPair;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prompts with two turns that run one right after the other; for the features of core only. The same limits, moderation and places
 * as for any prompt; the two of a pair get places or neither does.
 */
@ApplicationScoped
public class PromptPairs {
    /** Placing looks at the line on a connection of its own: a crowd would else hold all of them, and wait for one more. */
    private static final int PAIRS_AT_ONCE = 1;

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final Catalogue catalogue;
    private final PromptPlanner planner;
    private final PromptIntake intake;
    private final Admission admission;
    private final PromptBatches batches;
    private final EventRecorder events;
    private final OwnPolicies owned;
    private final PromptConfig config;
    private final Groups<Pair, PromptData> gate;

    @Inject
    PromptPairs(
            Pool postgres,
            ReactiveBridge bridge,
            Catalogue catalogue,
            PromptPlanner planner,
            PromptIntake intake,
            Admission admission,
            PromptBatches batches,
            EventRecorder events,
            OwnPolicies owned,
            PromptConfig config) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.catalogue = catalogue;
        this.planner = planner;
        this.intake = intake;
        this.admission = admission;
        this.batches = batches;
        this.events = events;
        this.owned = owned;
        this.config = config;
        this.gate = new Groups<>(1, PAIRS_AT_ONCE, one -> admit(one.getFirst()), failure -> false);
    }

    /**
     * What is asked for, and the policies that can do it.
     *
     * @param knownStart whether somebody can have known the seed before
     * @param own digests of policies of the asker's own lab, which are not theirs to ask
     */
    public record Wanted(
            SceneData scene,
            long seed,
            boolean knownStart,
            List<PolicyData> all,
            List<PolicyData> fitting,
            Set<String> own,
            PolicyFit fit) {}

    /** Who does it, in the order in which they do. */
    public record Chosen(ComparisonId comparison, PolicyData first, PolicyData second) {}

    /** Chooses, inside the transaction that will keep it. */
    @FunctionalInterface
    public interface Chooser {
        Uni<Chosen> choose(SqlConnection transaction, Wanted wanted);
    }

    /** Writes what belongs to it, in the same transaction. */
    @FunctionalInterface
    public interface Keeper {
        Uni<Void> keep(SqlConnection transaction, PromptData prompt, TurnData first, TurnData second);
    }

    /** @throws ParleyException in the Uni, as for a prompt; INSTRUCTION_REFUSED after the refused words were stored as such */
    public Uni<PromptData> admit(PromptRequest request, Author author, Chooser chooser, Keeper keeper) {
        return planner.check(request, author)
                .chain(draft -> draft.rejection()
                        .map(why -> refuse(draft, why))
                        .orElseGet(() -> bridge.backHere(() -> gate.join(new Pair(draft, chooser, keeper)))));
    }

    private Uni<List<Groups.Answer<PromptData>>> admit(Pair pair) {
        return bridge.onContext(() -> postgres.withTransaction(
                        transaction -> admit(transaction, pair.draft(), pair.chooser(), pair.keeper()))
                .invoke(admitted -> events.committed(admitted.events()))
                .map(admitted -> List.<Groups.Answer<PromptData>>of(new Groups.Done<>(admitted.prompt()))));
    }

    private Uni<PromptData> refuse(PromptDraft draft, Rejection why) {
        return intake.admit(draft).map(rejected -> {
            throw new ParleyException(ErrorCode.INSTRUCTION_REFUSED, why.sentence());
        });
    }

    private Uni<Admitted> admit(SqlConnection transaction, PromptDraft draft, Chooser chooser, Keeper keeper) {
        return catalogue
                .now(transaction)
                .chain(offered -> owned.of(transaction, List.of(draft.author()))
                        .map(own -> own.of(draft.author().id()))
                        .chain(own -> admit(transaction, draft, offered, own, chooser, keeper)));
    }

    private Uni<Admitted> admit(
            SqlConnection transaction,
            PromptDraft draft,
            Catalogue.Offered offered,
            Set<String> own,
            Chooser chooser,
            Keeper keeper) {
        return Uni.createFrom().deferred(() -> {
            PromptPlan plan = planner.plan(draft, offered, own);
            PolicyFit fit = new PolicyFit(
                    plan.scene(),
                    plan.instruction().isPresent(),
                    plan.request().goalImage().isPresent());
            Wanted wanted = new Wanted(
                    plan.scene(),
                    plan.seed(),
                    plan.knownStart(),
                    offered.policies(),
                    fit.fitting(offered.policies()),
                    own,
                    fit);
            return chooser.choose(transaction, wanted)
                    .chain(chosen -> place(transaction, plan, draft.author(), offered.now(), chosen, keeper));
        });
    }

    private Uni<Admitted> place(
            SqlConnection transaction, PromptPlan plan, Author author, Instant now, Chosen chosen, Keeper keeper) {
        // Whoever would wait too long for the second one is not let in with the first.
        List<Admission.Newcomer> both = List.of(
                newcomer(plan, author, chosen.first(), chosen.second()),
                newcomer(plan, author, chosen.second(), chosen.first()));
        return admission.place(transaction, both).chain(placing -> {
            List<Placement> places =
                    placing.places().stream().map(PromptPairs::given).toList();
            PromptId prompt = PromptId.random();
            TurnData first = turn(plan, author, prompt, now, places.getFirst(), chosen, Optional.empty());
            TurnData second = turn(plan, author, prompt, now, places.getLast(), chosen, Optional.of(first.id()));
            PromptData data = new PromptData(
                    prompt,
                    author.id(),
                    PromptState.QUEUED,
                    first.instruction(),
                    first.goalImage(),
                    first.sceneId(),
                    EpisodeData.SEALED_POLICY,
                    plan.task().map(SceneData.TaskData::id),
                    plan.reading(),
                    plan.request().wantedBody(),
                    Optional.empty(),
                    Optional.empty(),
                    now,
                    Optional.empty(),
                    List.of(first, second),
                    List.of());
            PromptEntry.Kept kept = new PromptEntry.Kept(data, author, plan.screening());
            return batches.store(transaction, List.of(kept), placing.written())
                    .call(() -> keeper.keep(transaction, data, first, second))
                    .map(recorded -> new Admitted(data, recorded));
        });
    }

    private static Admission.Newcomer newcomer(PromptPlan plan, Author author, PolicyData policy, PolicyData other) {
        return new Admission.Newcomer(author, PriorityClass.PUBLIC, Optional.of(plan.needs(policy, other)));
    }

    private TurnData turn(
            PromptPlan plan,
            Author author,
            PromptId prompt,
            Instant now,
            Placement place,
            Chosen chosen,
            Optional<TurnId> follows) {
        PolicyData own = follows.isPresent() ? chosen.second() : chosen.first();
        PolicyData other = follows.isPresent() ? chosen.first() : chosen.second();
        return new TurnData(
                TurnId.random(),
                prompt,
                author.id(),
                TurnState.WAITING,
                place,
                plan.scene().id(),
                own.name(),
                own.digest(),
                own.embodiment(),
                own.actionSpaceKind(),
                Optional.empty(),
                plan.instruction().map(Instruction::text),
                plan.request().goalImage(),
                plan.task().map(SceneData.TaskData::id),
                plan.seed(),
                plan.scene().horizonSteps(),
                0,
                now,
                // The second waits for the first, however long that runs.
                follows.isPresent() ? Optional.empty() : Optional.of(now.plus(config.waitsAtMost())),
                Optional.empty(),
                Map.of(),
                Optional.of(new TurnPair(chosen.comparison(), follows, other.digest())),
                plan.request().wantedBody());
    }

    private static Placement given(Admission.Place place) {
        return switch (place) {
            case Admission.Given given -> given.placement();
            case Admission.NoRoom full -> throw full.why();
        };
    }

    private record Pair(PromptDraft draft, Chooser chooser, Keeper keeper) {}

    private record Admitted(PromptData prompt, List<DomainEvent> events) {}
}
