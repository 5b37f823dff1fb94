package dev.parley.core.dataset.outcome;

import static dev.parley.contracts.table.ColumnType.BOOLEAN;
import static dev.parley.contracts.table.ColumnType.DOUBLE;
import static dev.parley.contracts.table.ColumnType.INT32;
import static dev.parley.contracts.table.ColumnType.MOMENT;
import static dev.parley.contracts.table.ColumnType.TEXT;

import dev.parley.contracts.table.ColumnType;
import dev.parley.contracts.table.TableColumn;
import dev.parley.core.dataset.row.ExportRow;
import dev.parley.core.episode.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of the table of outcomes, each with what it means: the same for Parquet, for CSV and for whoever reads about them. */
public final class OutcomeTable {
    /** Names of the splits. */
    private static final String OPEN = "open";

    private static final String HELD_OUT = "held-out";
    private static final String UNKNOWN = "unknown";

    /** A column, what it means, and where it comes from. */
    public record Column(TableColumn described, String meaning, Function<ExportRow, @Nullable Object> reader) {}

    public static final List<Column> COLUMNS = columns();

    private OutcomeTable() {}

    public static List<TableColumn> described() {
        return COLUMNS.stream().map(Column::described).toList();
    }

    public static List<@Nullable Object> cells(ExportRow row) {
        List<@Nullable Object> cells = new ArrayList<>(COLUMNS.size());
        COLUMNS.forEach(column -> cells.add(column.reader().apply(row)));
        return cells;
    }

    static String split(ExportRow row) {
        return row.family().isEmpty() ? UNKNOWN : row.heldOut() ? HELD_OUT : OPEN;
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                of("episode_id", TEXT, "One recorded attempt.", row -> row.id().toString()),
                of("prompt_id", TEXT, "What was asked; several episodes may answer one prompt.", ExportRow::promptId),
                of("created_at", MOMENT, "When a station took it, UTC.", ExportRow::createdAt),
                of("ended_at", MOMENT, "When it ended, UTC.", ExportRow::endedAt),
                of(
                        "duration_s",
                        DOUBLE,
                        "From one to the other, in seconds.",
                        row -> Duration.between(row.createdAt(), row.endedAt()).toMillis() / 1000.0),
                of("scene_id", TEXT, "What stood before the robot.", ExportRow::sceneId),
                maybe("task_id", TEXT, "What the scene's own judge looked for; empty: nothing.", ExportRow::taskId),
                maybe("task_reading", TEXT, "The same in words.", ExportRow::taskReading),
                maybe(
                        "instruction",
                        TEXT,
                        "What was asked, word for word; empty: only a picture.",
                        ExportRow::instruction),
                of(
                        "goal_image",
                        BOOLEAN,
                        "Whether a picture of the goal was shown.",
                        row -> row.goalImage().isPresent()),
                maybe(
                        "family",
                        TEXT,
                        "Prompts that ask for the same thing share one.",
                        row -> row.family().orElse(null)),
                of(
                        "split",
                        TEXT,
                        "held-out: one family in five, by its hash, kept out of all training data; open: the others; unknown: in no family yet.",
                        OutcomeTable::split),
                of(
                        "may_train",
                        BOOLEAN,
                        "Whether the asker agreed to the use for training. Train with nothing where it is false.",
                        row -> row.training() && split(row).equals(OPEN)),
                of("policy", TEXT, "Which policy acted.", ExportRow::policyName),
                of("policy_digest", TEXT, "SHA-256 of the very version.", ExportRow::policyDigest),
                of("policy_kind", TEXT, "learned, scripted-expert, random, remote or uploaded.", ExportRow::policyKind),
                maybe(
                        "certificate",
                        TEXT,
                        "Digest of what the policy's server had been found to be when it began, at /api/v1/certificates; empty: it ran in the station.",
                        row -> row.certificate().orElse(null)),
                of("embodiment", TEXT, "Kind of robot body.", ExportRow::embodiment),
                of("station", TEXT, "Where it ran.", ExportRow::stationName),
                of(
                        "station_kind",
                        TEXT,
                        "SIMULATOR, REAL_ROBOT or REHEARSAL. Never mix them in one rate.",
                        ExportRow::stationKind),
                of("seed", TEXT, "Unsigned 64 bits, as text: the same seed, the same start.", ExportRow::seedText),
                of("conditions", TEXT, "Recorded factors of the start, as JSON.", ExportRow::conditions),
                of("attempt", INT32, "1 for the first.", ExportRow::attempt),
                of("state", TEXT, "TERMINATED, TRUNCATED, ABORTED or LOST.", ExportRow::state),
                of("end_reason", TEXT, "Why it ended.", ExportRow::endReason),
                of(
                        "censored",
                        BOOLEAN,
                        "True: it ended for a reason that says nothing about the policy. Leave it out of rates and count it beside them.",
                        row -> EndReason.valueOf(row.endReason()).cause() == EndReason.Cause.CENSORED),
                maybe("steps", INT32, "Actions that were carried out.", ExportRow::steps),
                of("control_hz", DOUBLE, "Actions a second.", ExportRow::controlHz)));
        for (int i = 0; i < ExportRow.JUDGES.size(); i++) {
            addJudge(columns, ExportRow.JUDGES.get(i), i);
        }
        columns.addAll(List.of(
                maybe(
                        "crowd_votes",
                        INT32,
                        "Votes behind the crowd's verdict.",
                        row -> said(row, 2, ExportRow.Said::votes)),
                maybe("detector", TEXT, "A learned detector that looked on; it is no judge.", ExportRow::detectorName),
                maybe(
                        "detector_probability",
                        DOUBLE,
                        "How likely it thinks success was.",
                        ExportRow::detectorProbability),
                maybe(
                        "study_id",
                        TEXT,
                        "The study it was run for.",
                        row -> row.study().orElse(null)),
                maybe(
                        "comparison_id",
                        TEXT,
                        "The blind comparison it was one half of.",
                        row -> row.comparison().orElse(null)),
                of(
                        "asker",
                        TEXT,
                        "Who asked, hashed anew for each data set: count people with it, and take a person's episodes together. It names nobody.",
                        ExportRow::asker)));
        return List.copyOf(columns);
    }

    private static void addJudge(List<Column> columns, String judge, int place) {
        columns.add(maybe(
                judge + "_result",
                TEXT,
                "What the judge \"%s\" said: SUCCESS, PARTIAL, FAILURE or NOT_SCORED.".formatted(judge),
                row -> said(row, place, said -> said.result().name())));
        columns.add(maybe(
                judge + "_progress",
                DOUBLE,
                "How far it got by the same judge, 0 to 1.",
                row -> said(row, place, ExportRow.Said::progress)));
    }

    private static @Nullable Object said(ExportRow row, int place, Function<ExportRow.Said, @Nullable Object> reader) {
        ExportRow.Said said = row.outcomes().get(place);
        return said == null ? null : reader.apply(said);
    }

    private static Column of(
            String name, ColumnType type, String meaning, Function<ExportRow, @Nullable Object> reader) {
        return new Column(TableColumn.of(name, type), meaning, reader);
    }

    private static Column maybe(
            String name, ColumnType type, String meaning, Function<ExportRow, @Nullable Object> reader) {
        return new Column(TableColumn.maybe(name, type), meaning, reader);
    }
}
