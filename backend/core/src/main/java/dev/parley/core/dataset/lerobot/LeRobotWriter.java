package dev.parley.core.dataset.lerobot;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.contracts.table.ColumnType;
import dev.parley.contracts.table.ParquetFile;
import dev.parley.contracts.table.TableColumn;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.dataset.archive.ArchiveWriter;
import dev.parley.core.dataset.row.ExportRow;
import dev.parley.core.dataset.video.Bytes;
import dev.parley.core.dataset.video.JoinedVideo;
import dev.parley.core.dataset.video.Mp4Index;
import dev.parley.core.dataset.video.Mp4Track;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes episodes of one shape as a LeRobotDataset v3.0 into a folder of an archive: first the numbers, then the pictures of each camera,
 * then what describes them. Of each episode some hundred numbers stay in memory. One use, one thread; blocks.
 */
public final class LeRobotWriter {
    static final String VERSION = "v3.0";
    static final int FILES_A_CHUNK = 1000;
    static final int DATA_MB = 100;
    static final int VIDEO_MB = 200;

    private static final long MEGABYTE = 1024 * 1024;
    private static final int EPISODES_A_GROUP = 500;

    private static final ObjectWriter JSON = JsonMapper.builder()
            .build()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("    ", "\n")));

    private final ArchiveWriter archive;
    private final String folder;
    private final Shape shape;
    private final Source source;
    private final Runnable episodeDone;
    private final long dataBytes;
    private final long videoBytes;
    private final List<EpisodeMeta> episodes = new ArrayList<>();
    private final Map<String, Long> tasks = new LinkedHashMap<>();
    private final RowStats stats;
    private long frames;

    /**
     * Begins.
     *
     * @param folder in the archive
     * @param episodeDone called once for each episode and once more for each of its cameras
     */
    public LeRobotWriter(ArchiveWriter archive, String folder, Shape shape, Source source, Runnable episodeDone) {
        this(archive, folder, shape, source, episodeDone, DATA_MB * MEGABYTE, VIDEO_MB * MEGABYTE);
    }

    /** @param dataBytes and videoBytes, of one file at most */
    LeRobotWriter(
            ArchiveWriter archive,
            String folder,
            Shape shape,
            Source source,
            Runnable episodeDone,
            long dataBytes,
            long videoBytes) {
        this.archive = archive;
        this.folder = folder;
        this.shape = shape;
        this.source = source;
        this.episodeDone = episodeDone;
        this.dataBytes = dataBytes;
        this.videoBytes = videoBytes;
        stats = new RowStats(shape);
    }

    /** Writes all of it; at least one episode. */
    public void write(List<Planned> planned) throws IOException {
        data(planned);
        for (int camera = 0; camera < shape.cameras().size(); camera++) {
            films(camera);
        }
        archive.add(path(new EpisodeMeta.Place(0, 0).path("meta/episodes", "parquet")), output -> {
            ParquetFile file = new ParquetFile(output, "episode", EpisodeMeta.columns(shape), Map.of());
            for (int from = 0; from < episodes.size(); from += EPISODES_A_GROUP) {
                file.group(episodes.subList(from, Math.min(episodes.size(), from + EPISODES_A_GROUP)).stream()
                        .map(EpisodeMeta::cells)
                        .toList());
            }
            file.finish();
        });
        archive.add(path("meta/tasks.parquet"), output -> {
            ParquetFile file = new ParquetFile(
                    output,
                    "task",
                    List.of(TableColumn.of("task_index", ColumnType.INT64), TableColumn.of("task", ColumnType.TEXT)),
                    Map.of("pandas", TaskIndex.PANDAS));
            file.group(tasks.entrySet().stream()
                    .map(task -> List.<Object>of(task.getValue(), task.getKey()))
                    .toList());
            file.finish();
        });
        archive.add(path("meta/stats.json"), JSON.writeValueAsString(allStats()));
        archive.add(path("meta/info.json"), JSON.writeValueAsString(info()));
    }

    private void data(List<Planned> planned) throws IOException {
        EpisodeMeta.Place[] place = {new EpisodeMeta.Place(0, 0)};
        int[] next = {0};
        while (next[0] < planned.size()) {
            archive.add(path(place[0].path("data", "parquet")), output -> {
                ParquetFile file = new ParquetFile(output, "row", Features.columns(shape), Map.of());
                // An episode never crosses files, and each file has at least one.
                while (next[0] < planned.size()
                        && (file.rows() == 0
                                || file.bytes()
                                                + rowBytes()
                                                        * planned.get(next[0]).length()
                                        <= dataBytes)) {
                    file.group(episode(planned.get(next[0]), place[0]));
                    next[0]++;
                    episodeDone.run();
                }
                file.finish();
            });
            place[0] = place[0].next(FILES_A_CHUNK);
        }
    }

    private List<List<Object>> episode(Planned planned, EpisodeMeta.Place place) throws IOException {
        StepRows steps = StepRows.read(source.find(planned.row(), ExportRow.STEPS)
                .orElseThrow(() ->
                        new IOException("the steps of episode " + planned.row().id() + " went away")));
        String task = planned.row().task();
        long taskIndex = tasks.computeIfAbsent(task, unseen -> (long) tasks.size());
        List<List<Object>> rows = Features.rows(planned, steps, episodes.size(), frames, taskIndex);
        RowStats own = new RowStats(shape);
        own.add(rows);
        stats.add(rows);
        episodes.add(new EpisodeMeta(planned, episodes.size(), task, place, frames, own.all()));
        frames += planned.length();
        return rows;
    }

    /** About; the index at a file's end comes on top. */
    private long rowBytes() {
        return 4L * (shape.state().size() + 2L * shape.action().size()) + 56;
    }

    private void films(int camera) throws IOException {
        EpisodeMeta.Place place = new EpisodeMeta.Place(0, 0);
        JoinedVideo film = new JoinedVideo();
        for (EpisodeMeta episode : episodes) {
            String name = shape.cameras().get(camera).name();
            Bytes recording = Planned.recording(episode.planned.row(), name, source);
            Mp4Track track = Mp4Index.read(recording);
            JoinedVideo.Part part = new JoinedVideo.Part(recording, track, episode.planned.length());
            if (!film.takes(track) || (!film.isEmpty() && film.payloadBytes() + part.payload() > videoBytes)) {
                film(film, camera, place);
                place = place.next(FILES_A_CHUNK);
                film = new JoinedVideo();
            }
            double from = film.frames() / (double) shape.fps();
            film.add(part);
            episode.film(camera, new EpisodeMeta.Film(place, from, film.frames() / (double) shape.fps()));
            episodeDone.run();
        }
        film(film, camera, place);
    }

    private void film(JoinedVideo film, int camera, EpisodeMeta.Place place) throws IOException {
        archive.add(path(place.path("videos/" + shape.cameras().get(camera).key(), "mp4")), film::write);
    }

    private Map<String, Object> allStats() throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(stats.all());
        for (Shape.Camera camera : shape.cameras()) {
            PictureStats pictures = new PictureStats();
            for (EpisodeMeta episode : episodes) {
                if (pictures.full()) {
                    break;
                }
                Optional<StoredArtifact> still = source.find(episode.planned.row(), camera.name() + ".jpg");
                if (still.isPresent()) {
                    try (InputStream jpeg = still.get().open()) {
                        pictures.add(jpeg);
                    }
                }
            }
            all.put(camera.key(), pictures.all());
        }
        return all;
    }

    private Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("codebase_version", VERSION);
        info.put("robot_type", shape.body());
        info.put("total_episodes", episodes.size());
        info.put("total_frames", frames);
        info.put("total_tasks", tasks.size());
        info.put("chunks_size", FILES_A_CHUNK);
        info.put("data_files_size_in_mb", DATA_MB);
        info.put("video_files_size_in_mb", VIDEO_MB);
        info.put("fps", shape.fps());
        info.put("splits", Map.of("train", "0:" + episodes.size()));
        info.put("data_path", "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet");
        info.put("video_path", "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4");
        info.put("features", Features.described(shape));
        return info;
    }

    private String path(String inside) {
        return folder + "/" + inside;
    }
}
