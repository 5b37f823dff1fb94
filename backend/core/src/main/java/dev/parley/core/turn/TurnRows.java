package dev.parley.core.turn;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.station.WantedBody;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code turn} where many are read at once and Hibernate's copies of each would cost more than the reading. */
public final class TurnRows {
    /** The columns that {@link #data} reads, of a table called t; they must be the first of the row. */
    public static final String COLUMNS = """
            t.id, t.prompt_id, t.author, t.state, t.priority_class, t.fair_round, t.ticket, t.scene_id, t.policy_name,
            t.policy_digest, t.embodiment, t.action_space_kind, t.station_id, t.instruction, t.goal_image, t.task_id,
            t.seed, t.max_steps, t.attempts, t.admitted_at, t.expires_at, t.wait_note, t.version,
            t.conditions, t.comparison_id, t.follows, t.other_digest, t.wanted_body""";

    static final int VERSION = 22;

    /** How many columns these are. */
    public static final int WIDTH = 28;

    private TurnRows() {}

    public static TurnData data(Row row) {
        return new TurnData(
                new TurnId(row.getUUID(0)),
                new PromptId(row.getUUID(1)),
                new AuthorId(row.getUUID(2)),
                TurnState.valueOf(row.getString(3)),
                new Placement(PriorityClass.values()[row.getShort(4)], row.getLong(5), row.getLong(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                Optional.ofNullable(row.getUUID(12)).map(StationId::new),
                Optional.ofNullable(row.getString(13)),
                Optional.ofNullable(row.getUUID(14)).map(GoalImageId::new),
                Optional.ofNullable(row.getString(15)),
                row.getLong(16),
                row.getInteger(17),
                row.getInteger(18),
                row.getOffsetDateTime(19).toInstant(),
                Optional.ofNullable(row.getOffsetDateTime(20)).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString(21)),
                PinnedConditions.read(row.getString(23)),
                pair(row.getUUID(24), row.getUUID(25), row.getString(26)),
                Optional.ofNullable(row.getString(27)).map(WantedBody::valueOf));
    }

    static Optional<TurnPair> pair(@Nullable UUID comparison, @Nullable UUID follows, @Nullable String otherDigest) {
        return comparison == null || otherDigest == null
                ? Optional.empty()
                : Optional.of(new TurnPair(
                        new ComparisonId(comparison),
                        Optional.ofNullable(follows).map(TurnId::new),
                        otherDigest));
    }
}
