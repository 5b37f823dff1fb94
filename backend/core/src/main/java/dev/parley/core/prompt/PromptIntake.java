package dev.parley.core.prompt;

import dev.parley.core.account.Author;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.owner.OwnPolicies;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Groups;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.turn.Admission;
import dev.parley.core.turn.PriorityClass;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Where new prompts enter: all that come within one transaction's time share the next. Each asker is answered after the
 * commit that holds the prompt; who is refused spoils nothing for the others.
 */
@ApplicationScoped
class PromptIntake {
    private static final int LARGEST_GROUP = 64;
    /** One group is planned and written while another one's commit reaches the disk. */
    private static final int GROUPS_AT_ONCE = 1;

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final Catalogue catalogue;
    private final PromptPlanner planner;
    private final Admission admission;
    private final PromptBatches batches;
    private final EventRecorder events;
    private final OwnPolicies owned;
    private final PromptConfig config;
    private final Groups<PromptDraft, PromptData> groups;

    @Inject
    PromptIntake(
            Pool postgres,
            ReactiveBridge bridge,
            Catalogue catalogue,
            PromptPlanner planner,
            Admission admission,
            PromptBatches batches,
            EventRecorder events,
            OwnPolicies owned,
            PromptConfig config) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.catalogue = catalogue;
        this.planner = planner;
        this.admission = admission;
        this.batches = batches;
        this.events = events;
        this.owned = owned;
        this.config = config;
        // PostgreSQL's own refusal rolls the transaction back for certain; a lost connection may have committed it.
        this.groups = new Groups<>(LARGEST_GROUP, GROUPS_AT_ONCE, this::admit, PgException.class::isInstance);
    }

    /** @return the prompt as committed; it fails alone where it is refused */
    Uni<PromptData> admit(PromptDraft draft) {
        return bridge.backHere(() -> groups.join(draft));
    }

    private Uni<List<Groups.Answer<PromptData>>> admit(List<PromptDraft> drafts) {
        return bridge.onContext(() -> postgres.withTransaction(transaction -> catalogue
                        .now(transaction)
                        .chain(offered -> OnceRows.hold(transaction, drafts)
                                .chain(once -> Awaited.by(transaction, drafts)
                                        .chain(awaited -> owned.of(transaction, authors(drafts))
                                                .chain(own -> placed(
                                                        transaction, planned(drafts, offered, once, awaited, own))))))
                        .chain(group -> stored(transaction, drafts, group)))
                .invoke(committed -> events.committed(committed.events()))
                .map(committed ->
                        committed.entries().stream().map(PromptEntry::answer).toList()));
    }

    private static List<Author> authors(List<PromptDraft> drafts) {
        return drafts.stream().map(PromptDraft::author).toList();
    }

    private List<PromptEntry> planned(
            List<PromptDraft> drafts, Catalogue.Offered offered, OnceRows once, Awaited awaited, OwnPolicies.Own own) {
        return drafts.stream()
                .map(draft -> planned(draft, offered, once, awaited, own))
                .toList();
    }

    private PromptEntry planned(
            PromptDraft draft, Catalogue.Offered offered, OnceRows once, Awaited awaited, OwnPolicies.Own own) {
        try {
            once.require(draft);
            awaited.require(draft);
            PromptPlan plan = planner.plan(draft, offered, own.of(draft.author().id()));
            PromptEntry.Planned planned = new PromptEntry.Planned(plan, draft.author(), offered.now());
            return draft.rejection().<PromptEntry>map(planned::reject).orElse(planned);
        } catch (ParleyException refusal) {
            return new PromptEntry.Refused(refusal);
        }
    }

    private Uni<Group> placed(SqlConnection transaction, List<PromptEntry> entries) {
        List<Admission.Newcomer> newcomers = of(PromptEntry.Planned.class, entries).stream()
                .map(planned -> new Admission.Newcomer(
                        planned.author(),
                        PriorityClass.PUBLIC,
                        Optional.of(planned.plan().needs())))
                .toList();
        if (newcomers.isEmpty()) {
            return Uni.createFrom().item(new Group(entries, Uni.createFrom().voidItem()));
        }
        return admission.place(transaction, newcomers).map(placing -> {
            Iterator<Admission.Place> next = placing.places().iterator();
            return new Group(
                    entries.stream()
                            .map(entry ->
                                    entry instanceof PromptEntry.Planned planned ? placed(planned, next.next()) : entry)
                            .toList(),
                    placing.written());
        });
    }

    private PromptEntry placed(PromptEntry.Planned planned, Admission.Place place) {
        return switch (place) {
            case Admission.Given given -> planned.place(given.placement(), config.waitsAtMost());
            case Admission.NoRoom full -> new PromptEntry.Refused(full.why());
        };
    }

    private Uni<Committed> stored(SqlConnection transaction, List<PromptDraft> drafts, Group group) {
        return batches.store(transaction, of(PromptEntry.Kept.class, group.entries()), group.seats())
                .call(() -> OnceRows.insert(transaction, drafts, group.entries()))
                .map(recorded -> new Committed(group.entries(), recorded));
    }

    private static <E extends PromptEntry> List<E> of(Class<E> kind, List<PromptEntry> entries) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** @param seats writes what the scheduler keeps of the places given */
    private record Group(List<PromptEntry> entries, Uni<Void> seats) {}

    private record Committed(List<PromptEntry> entries, List<DomainEvent> events) {}
}
