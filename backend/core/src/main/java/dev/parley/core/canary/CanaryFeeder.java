package dev.parley.core.canary;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.prompt.PromptBatches;
import dev.parley.core.station.OpeningHours;
import dev.parley.core.turn.Admission;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts one canary's day in line, inside a caller's transaction: the day, its turns and when it is due next change together. */
@ApplicationScoped
class CanaryFeeder {
    private static final String DUE = "SELECT " + CanaryRows.CANARY + """
            , p.embodiment, p.action_space_kind
            FROM canary c JOIN policy_version p ON p.name = c.policy_name AND p.digest = c.policy_digest
            WHERE c.id = $1 AND c.ended_at IS NULL AND c.due_at <= $2 FOR UPDATE OF c SKIP LOCKED""";

    private static final String DAY =
            "INSERT INTO canary_day (canary_id, day, fed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

    private static final String TRIES = """
            INSERT INTO canary_try (canary_id, day, number, turn_id)
            SELECT $1, $2, n.number, n.turn FROM unnest($3::int[], $4::uuid[]) AS n (number, turn)""";

    private final Admission admission;
    private final PromptBatches prompts;
    private final CanaryConfig config;

    @Inject
    CanaryFeeder(Admission admission, PromptBatches prompts, CanaryConfig config) {
        this.admission = admission;
        this.prompts = prompts;
        this.config = config;
    }

    /** @param events what happened: to be told after the commit */
    record Fed(int tries, List<DomainEvent> events) {
        static final Fed NOTHING = new Fed(0, List.of());
    }

    /** The line is full: nothing of the day may stay, and the next look tries again. */
    static final class NoRoomNow extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoRoomNow() {
            super("the line is full", null, false, false);
        }
    }

    /**
     * @param hours of the station
     * @return nothing where another replica has it in hand, and where it is not asked that day
     * @throws NoRoomNow in the Uni
     */
    Uni<Fed> feed(SqlConnection transaction, UUID canary, Optional<OpeningHours> hours, Instant now) {
        return transaction
                .preparedQuery(DUE)
                .execute(Tuple.of(canary, now.atOffset(ZoneOffset.UTC)))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Fed.NOTHING)
                        : feed(transaction, rows.iterator().next(), hours, now));
    }

    private Uni<Fed> feed(SqlConnection transaction, Row row, Optional<OpeningHours> hours, Instant now) {
        CanaryData due = CanaryRows.canary(row);
        Instant earliest = now.minus(config.lateAtMost());
        Instant next = CanaryTimes.next(due.plan(), due.dueAt().isAfter(earliest) ? due.dueAt() : earliest);
        Uni<Fed> fed = due.dueAt().isBefore(earliest) || !CanaryTimes.open(hours, due.dueAt())
                ? Uni.createFrom().item(Fed.NOTHING)
                : day(transaction, due, row, now);
        return fed.call(() -> transaction
                .preparedQuery("UPDATE canary SET due_at = $2 WHERE id = $1")
                .execute(Tuple.of(due.id(), next.atOffset(ZoneOffset.UTC))));
    }

    private Uni<Fed> day(SqlConnection transaction, CanaryData due, Row row, Instant now) {
        LocalDate day = CanaryTimes.day(due.plan(), due.dueAt());
        return transaction
                .preparedQuery(DAY)
                .execute(Tuple.of(due.id(), day, now.atOffset(ZoneOffset.UTC)))
                .chain(made -> made.rowCount() == 0
                        ? Uni.createFrom().item(Fed.NOTHING)
                        : tries(
                                transaction,
                                due,
                                day,
                                row.getString(CanaryRows.WIDTH),
                                row.getString(CanaryRows.WIDTH + 1),
                                now));
    }

    private Uni<Fed> tries(
            SqlConnection transaction, CanaryData due, LocalDate day, String embodiment, String actions, Instant now) {
        List<Long> seeds = due.plan().seeds();
        // In the lab's own share: what a lab does to look after its station takes nothing from the public's.
        List<Admission.Newcomer> newcomers =
                Collections.nCopies(seeds.size(), new Admission.Newcomer(due.author(), PriorityClass.LAB));
        return admission.place(transaction, newcomers).chain(placing -> {
            List<PromptBatches.Ready> ready = new ArrayList<>();
            for (int i = 0; i < seeds.size(); i++) {
                if (!(placing.places().get(i) instanceof Admission.Given given)) {
                    throw new NoRoomNow();
                }
                TurnData turn = turn(due, seeds.get(i), embodiment, actions, given, now);
                ready.add(new PromptBatches.Ready(turn, due.author(), Optional.of(due.taskReading())));
            }
            return prompts.admit(transaction, ready, placing.written())
                    .call(() -> transaction
                            .preparedQuery(TRIES)
                            .execute(Tuple.tuple()
                                    .addUUID(due.id())
                                    .addLocalDate(day)
                                    .addArrayOfInteger(IntStream.range(0, ready.size())
                                            .boxed()
                                            .toArray(Integer[]::new))
                                    .addArrayOfUUID(turns(ready).toArray(UUID[]::new))))
                    .map(recorded -> new Fed(ready.size(), recorded));
        });
    }

    private static Stream<UUID> turns(List<PromptBatches.Ready> ready) {
        return ready.stream().map(each -> each.turn().id().value());
    }

    private TurnData turn(
            CanaryData due, long seed, String embodiment, String actions, Admission.Given given, Instant now) {
        CanaryPlan plan = due.plan();
        return new TurnData(
                TurnId.random(),
                PromptId.random(),
                due.author().id(),
                TurnState.WAITING,
                given.placement(),
                plan.sceneId(),
                plan.policyName(),
                plan.policyDigest(),
                embodiment,
                actions,
                Optional.of(due.station()),
                Optional.of(plan.instruction()),
                Optional.empty(),
                Optional.of(plan.taskId()),
                seed,
                due.maxSteps(),
                0,
                now,
                Optional.of(now.plus(config.waitsAtMost())),
                Optional.empty(),
                plan.conditions(),
                Optional.empty(),
                Optional.empty());
    }
}
