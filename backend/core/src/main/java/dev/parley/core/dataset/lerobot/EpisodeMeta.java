package dev.parley.core.dataset.lerobot;

import dev.parley.contracts.table.ColumnType;
import dev.parley.contracts.table.TableColumn;
import dev.parley.core.dataset.row.ExportRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of {@code meta/episodes}: where the episode's numbers and pictures are, and what came of it. */
final class EpisodeMeta {
    private static final String COUNT = "count";

    final Planned planned;
    private final int index;
    private final String task;
    private final Place data;
    private final long firstIndex;
    private final Map<String, Map<String, List<? extends Number>>> stats;
    private final Film[] films;

    /** A file of one of the numbered folders. */
    record Place(int chunk, int file) {
        Place next(int filesAChunk) {
            return file + 1 < filesAChunk ? new Place(chunk, file + 1) : new Place(chunk + 1, 0);
        }

        String path(String folder, String suffix) {
            return "%s/chunk-%03d/file-%03d.%s".formatted(folder, chunk, file, suffix);
        }
    }

    /** Where the pictures of one camera are, in seconds of that file. */
    record Film(Place place, double from, double to) {}

    EpisodeMeta(
            Planned planned,
            int index,
            String task,
            Place data,
            long firstIndex,
            Map<String, Map<String, List<? extends Number>>> stats) {
        this.planned = planned;
        this.index = index;
        this.task = task;
        this.data = data;
        this.firstIndex = firstIndex;
        this.stats = stats;
        films = new Film[planned.shape().cameras().size()];
    }

    void film(int camera, Film film) {
        films[camera] = film;
    }

    static List<TableColumn> columns(Shape shape) {
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.of("episode_index", ColumnType.INT64),
                TableColumn.list("tasks", ColumnType.TEXT),
                TableColumn.of("length", ColumnType.INT64),
                TableColumn.of("data/chunk_index", ColumnType.INT64),
                TableColumn.of("data/file_index", ColumnType.INT64),
                TableColumn.of("dataset_from_index", ColumnType.INT64),
                TableColumn.of("dataset_to_index", ColumnType.INT64)));
        for (Shape.Camera camera : shape.cameras()) {
            String name = "videos/" + camera.key() + "/";
            columns.add(TableColumn.of(name + "chunk_index", ColumnType.INT64));
            columns.add(TableColumn.of(name + "file_index", ColumnType.INT64));
            columns.add(TableColumn.of(name + "from_timestamp", ColumnType.DOUBLE));
            columns.add(TableColumn.of(name + "to_timestamp", ColumnType.DOUBLE));
        }
        for (String feature : Features.NUMBERS) {
            for (String name : FeatureStats.NAMES) {
                columns.add(TableColumn.list(
                        "stats/" + feature + "/" + name, name.equals(COUNT) ? ColumnType.INT64 : ColumnType.DOUBLE));
            }
        }
        columns.add(TableColumn.of("meta/episodes/chunk_index", ColumnType.INT64));
        columns.add(TableColumn.of("meta/episodes/file_index", ColumnType.INT64));
        columns.addAll(List.of(
                TableColumn.of("eval/episode", ColumnType.TEXT),
                TableColumn.of("eval/policy", ColumnType.TEXT),
                TableColumn.of("eval/policy_digest", ColumnType.TEXT),
                TableColumn.of("eval/scene", ColumnType.TEXT),
                TableColumn.of("eval/station", ColumnType.TEXT),
                TableColumn.of("eval/station_kind", ColumnType.TEXT),
                TableColumn.of("eval/ending", ColumnType.TEXT),
                TableColumn.maybe("eval/success", ColumnType.BOOLEAN),
                TableColumn.maybe("eval/success_prob", ColumnType.DOUBLE),
                TableColumn.maybe("eval/score", ColumnType.DOUBLE),
                TableColumn.of("eval/judge", ColumnType.TEXT),
                TableColumn.of("eval/study", ColumnType.TEXT),
                TableColumn.of("eval/family", ColumnType.TEXT),
                TableColumn.of("eval/user_hash", ColumnType.TEXT),
                TableColumn.of("eval/goal_image", ColumnType.TEXT),
                TableColumn.of("eval/seed", ColumnType.TEXT),
                TableColumn.of("eval/conditions", ColumnType.TEXT)));
        return columns;
    }

    List<@Nullable Object> cells() {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                (long) index,
                List.of(task),
                (long) planned.length(),
                (long) data.chunk(),
                (long) data.file(),
                firstIndex,
                firstIndex + planned.length()));
        for (Film film : films) {
            cells.add((long) film.place().chunk());
            cells.add((long) film.place().file());
            cells.add(film.from());
            cells.add(film.to());
        }
        for (String feature : Features.NUMBERS) {
            Map<String, List<? extends Number>> said = stats.getOrDefault(feature, Map.of());
            for (String name : FeatureStats.NAMES) {
                cells.add(said.getOrDefault(name, List.of()));
            }
        }
        cells.add(0L);
        cells.add(0L);
        ExportRow row = planned.row();
        cells.addAll(Arrays.asList(
                row.id().toString(),
                row.policyName(),
                row.policyDigest(),
                row.sceneId(),
                row.stationName(),
                row.stationKind(),
                row.endReason(),
                row.judged().map(ExportRow.Judged::success).orElse(null),
                row.detectorProbability(),
                row.judged().map(ExportRow.Judged::progress).orElse(null),
                row.judged().map(ExportRow.Judged::judge).orElse(""),
                row.study().orElse(""),
                row.family().orElse(""),
                row.asker(),
                row.goalImage().orElse(""),
                row.seedText(),
                row.conditions()));
        return cells;
    }
}
