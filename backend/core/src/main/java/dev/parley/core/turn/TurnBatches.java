package dev.parley.core.turn;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.NewEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many turns at once inside a caller's transaction, one statement a step; for the features of core only. What
 * {@link TurnLedger} says of the order of locks holds here too, and turns are locked by id.
 */
@ApplicationScoped
public class TurnBatches {
    private static final String LOCK_WAITING =
            "SELECT id FROM turn WHERE id = ANY ($1) AND state = 'WAITING' AND follows IS NULL"
                    + " ORDER BY id FOR NO KEY UPDATE";

    private static final String ASSIGN = "UPDATE turn t SET state = 'ASSIGNED', wait_note = NULL, version = version + 1"
            + " WHERE t.id = ANY ($1) AND t.state = 'WAITING' RETURNING " + TurnRows.COLUMNS;

    private static final String ADMIT = """
            INSERT INTO turn (id, prompt_id, author, state, priority_class, fair_round, ticket, scene_id, policy_name,
                              policy_digest, embodiment, action_space_kind, station_id, instruction, goal_image,
                              task_id, task_reading, seed, max_steps, attempts, admitted_at, expires_at, conditions,
                              comparison_id, follows, other_digest, wanted_body, version)
            SELECT n.id, n.prompt, n.author, 'WAITING', n.class, n.round, n.ticket, n.scene, n.policy, n.digest,
                   n.embodiment, n.actions, n.station, n.instruction, n.image, n.task, n.reading, n.seed, n.steps, 0,
                   n.admitted, n.expires, n.conditions, n.comparison, n.follows, n.other, n.body, 1
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::smallint[], $5::bigint[], $6::bigint[], $7::text[],
                        $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[], $13::text[], $14::uuid[],
                        $15::text[], $16::text[], $17::bigint[], $18::int[], $19::timestamptz[], $20::timestamptz[],
                        $21::text[], $22::uuid[], $23::uuid[], $24::text[], $25::text[])
                AS n (id, prompt, author, class, round, ticket, scene, policy, digest, embodiment, actions, station,
                      instruction, image, task, reading, seed, steps, admitted, expires,
                      conditions, comparison, follows, other, body)""";

    /** Locks those of {@code turns} that wait, and says which. */
    public Uni<Set<TurnId>> lockWaiting(SqlConnection transaction, Collection<TurnId> turns) {
        return transaction.preparedQuery(LOCK_WAITING).execute(ids(turns)).map(rows -> {
            Set<TurnId> waiting = new HashSet<>();
            rows.forEach(row -> waiting.add(new TurnId(row.getUUID(0))));
            return waiting;
        });
    }

    /** WAITING → ASSIGNED for turns that {@link #lockWaiting} named; their events are the caller's to record. */
    public Uni<Changed> assign(SqlConnection transaction, Collection<TurnId> turns) {
        if (turns.isEmpty()) {
            return Uni.createFrom().item(new Changed(Map.of(), List.of()));
        }
        turns.forEach(turn -> TurnTransitions.TABLE.require(turn, TurnState.WAITING, TurnState.ASSIGNED));
        return transaction.preparedQuery(ASSIGN).execute(ids(turns)).map(rows -> {
            Map<TurnId, TurnData> assigned = new HashMap<>();
            List<NewEvent> events = new ArrayList<>();
            for (Row row : rows) {
                TurnData turn = TurnRows.data(row);
                assigned.put(turn.id(), turn);
                events.add(event(turn, row.getLong(TurnRows.VERSION), Optional.of(TurnState.WAITING)));
            }
            return new Changed(assigned, events);
        });
    }

    /** What is said beside turns that were just assigned; told with them. */
    public Uni<Void> note(SqlConnection transaction, Map<TurnId, String> notes) {
        if (notes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<TurnId> turns = List.copyOf(notes.keySet());
        return transaction
                .preparedQuery(
                        "UPDATE turn t SET wait_note = n.note FROM unnest($1::uuid[], $2::text[]) AS n (id, note)"
                                + " WHERE t.id = n.id")
                .execute(Tuple.tuple()
                        .addArrayOfUUID(turns.stream().map(TurnId::value).toArray(UUID[]::new))
                        .addArrayOfString(turns.stream().map(notes::get).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Stores new WAITING turns, each with what its judge will look for; {@link #admitted} tells of each. */
    public Uni<Void> admit(SqlConnection transaction, Map<TurnData, Optional<String>> readings) {
        if (readings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<TurnData> turns = List.copyOf(readings.keySet());
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(uuids(turns, turn -> turn.id().value()))
                .addArrayOfUUID(uuids(turns, turn -> turn.promptId().value()))
                .addArrayOfUUID(uuids(turns, turn -> turn.author().value()))
                .addArrayOfShort(turns.stream()
                        .map(turn -> (short) turn.placement().priorityClass().ordinal())
                        .toArray(Short[]::new))
                .addArrayOfLong(longs(turns, turn -> turn.placement().fairRound()))
                .addArrayOfLong(longs(turns, turn -> turn.placement().ticket()))
                .addArrayOfString(texts(turns, TurnData::sceneId))
                .addArrayOfString(texts(turns, TurnData::policyName))
                .addArrayOfString(texts(turns, TurnData::policyDigest))
                .addArrayOfString(texts(turns, TurnData::embodiment))
                .addArrayOfString(texts(turns, TurnData::actionSpaceKind))
                .addArrayOfUUID(uuids(
                        turns, turn -> turn.station().map(StationId::value).orElse(null)))
                .addArrayOfString(texts(turns, turn -> turn.instruction().orElse(null)))
                .addArrayOfUUID(uuids(
                        turns, turn -> turn.goalImage().map(GoalImageId::value).orElse(null)))
                .addArrayOfString(texts(turns, turn -> turn.taskId().orElse(null)))
                .addArrayOfString(texts(
                        turns,
                        turn -> readings.getOrDefault(turn, Optional.empty()).orElse(null)))
                .addArrayOfLong(longs(turns, TurnData::seed))
                .addArrayOfInteger(turns.stream().map(TurnData::maxSteps).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(times(turns, TurnData::admittedAt))
                .addArrayOfOffsetDateTime(times(turns, turn -> turn.expiresAt().orElse(null)))
                .addArrayOfString(texts(turns, turn -> PinnedConditions.written(turn.conditions())))
                .addArrayOfUUID(uuids(
                        turns,
                        turn -> turn.pair()
                                .map(pair -> pair.comparison().value())
                                .orElse(null)))
                .addArrayOfUUID(uuids(
                        turns,
                        turn -> turn.pair()
                                .flatMap(TurnPair::follows)
                                .map(TurnId::value)
                                .orElse(null)))
                .addArrayOfString(texts(
                        turns, turn -> turn.pair().map(TurnPair::otherDigest).orElse(null)))
                .addArrayOfString(
                        texts(turns, turn -> turn.wantedBody().map(Enum::name).orElse(null)));
        return transaction.preparedQuery(ADMIT).execute(values).replaceWithVoid();
    }

    /** What is told of a turn that was just admitted. */
    public static NewEvent admitted(TurnData turn) {
        return event(turn, 1, Optional.empty());
    }

    static NewEvent event(TurnData turn, long version, Optional<TurnState> from) {
        return new NewEvent(
                DomainEvent.Aggregate.TURN,
                turn.id().value(),
                version,
                "turn." + turn.state().name().toLowerCase(Locale.ROOT),
                payload(turn.promptId(), from, turn.state()));
    }

    static Map<String, Object> payload(PromptId prompt, Optional<TurnState> from, TurnState to) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("prompt", prompt.value());
        payload.put("from", from.map(Enum::name).orElse(""));
        payload.put("to", to.name());
        return payload;
    }

    private static Tuple ids(Collection<TurnId> turns) {
        return Tuple.tuple().addArrayOfUUID(turns.stream().map(TurnId::value).toArray(UUID[]::new));
    }

    private static @Nullable UUID[] uuids(List<TurnData> turns, Function<TurnData, @Nullable UUID> field) {
        return turns.stream().map(field).toArray(UUID[]::new);
    }

    private static Long[] longs(List<TurnData> turns, Function<TurnData, Long> field) {
        return turns.stream().map(field).toArray(Long[]::new);
    }

    private static @Nullable String[] texts(List<TurnData> turns, Function<TurnData, @Nullable String> field) {
        return turns.stream().map(field).toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime[] times(List<TurnData> turns, Function<TurnData, @Nullable Instant> field) {
        return turns.stream()
                .map(turn -> Optional.ofNullable(field.apply(turn))
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .orElse(null))
                .toArray(OffsetDateTime[]::new);
    }

    /** Turns after a change, and what to tell of them. */
    public record Changed(Map<TurnId, TurnData> turns, List<NewEvent> events) {}
}
