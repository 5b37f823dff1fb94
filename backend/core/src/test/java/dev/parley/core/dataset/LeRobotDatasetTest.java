package dev.parley.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.dataset.video.DecodedFilm;
import dev.parley.core.dataset.video.TestRecordings;
import dev.parley.core.person.Role;
import dev.parley.core.support.Accounts;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layout of LeRobotDataset v3.0, file by file, as whoever reads it without us finds it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class LeRobotDatasetTest {
    @Inject
    Recorded recorded;

    @Inject
    Accounts accounts;

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void everyFileIsWhereTheFormatSaysAndHoldsWhatItSays() throws Exception {
        String from = Instant.now().toString();
        Author asker = recorded.person(true);
        List<AssignmentData> episodes = List.of(
                recorded.episode(asker, "put the red block in the blue bowl", Recorded.OPEN, 'a'),
                recorded.episode(asker, "lift the lid", Recorded.OPEN, 'b'),
                recorded.episode(recorded.person(true), "put the red block in the blue bowl", Recorded.OPEN, 'c'));

        Home home = Home.take(accounts.with(Role.RESEARCHER), "lerobot-v3", Map.of("from", from), folder);

        Path set = home.root().resolve("tabletop-arm-6dof-1");
        assertThat(files(home.root()))
                .containsExactlyInAnyOrder(
                        "README.md",
                        "manifest.json",
                        "tabletop-arm-6dof-1/meta/info.json",
                        "tabletop-arm-6dof-1/meta/stats.json",
                        "tabletop-arm-6dof-1/meta/tasks.parquet",
                        "tabletop-arm-6dof-1/meta/episodes/chunk-000/file-000.parquet",
                        "tabletop-arm-6dof-1/data/chunk-000/file-000.parquet",
                        "tabletop-arm-6dof-1/videos/observation.images.main/chunk-000/file-000.mp4");
        info(set);
        try (Duck duck = new Duck()) {
            data(duck, set.resolve("data/chunk-000/file-000.parquet"));
            tasks(duck, set.resolve("meta/tasks.parquet"));
            episodes(duck, set.resolve("meta/episodes/chunk-000/file-000.parquet"), episodes);
        }
        stats(set);
        video(set);
        manifest(home);
    }

    private void info(Path set) throws IOException {
        JsonNode info = json.readTree(Files.readString(set.resolve("meta/info.json")));
        assertThat(info.get("codebase_version").asText()).isEqualTo("v3.0");
        assertThat(info.get("fps").asInt()).isEqualTo(20);
        assertThat(info.get("total_episodes").asInt()).isEqualTo(3);
        assertThat(info.get("total_frames").asInt()).isEqualTo(3 * Recorded.LENGTH);
        assertThat(info.get("total_tasks").asInt()).isEqualTo(2);
        assertThat(info.get("chunks_size").asInt()).isEqualTo(1000);
        assertThat(info.get("data_files_size_in_mb").asInt()).isEqualTo(100);
        assertThat(info.get("video_files_size_in_mb").asInt()).isEqualTo(200);
        assertThat(info.get("data_path").asText())
                .isEqualTo("data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet");
        assertThat(info.get("video_path").asText())
                .isEqualTo("videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4");
        assertThat(info.get("robot_type").asText()).isEqualTo("tabletop-arm-6dof");
        assertThat(info.get("splits").get("train").asText()).isEqualTo("0:3");
        JsonNode features = info.get("features");
        List<String> names = new ArrayList<>();
        features.fieldNames().forEachRemaining(names::add);
        assertThat(names).noneMatch(name -> name.contains("/"));
        assertThat(names.subList(names.size() - 5, names.size()))
                .containsExactly("timestamp", "frame_index", "episode_index", "index", "task_index");
        assertThat(features.get("timestamp").get("dtype").asText()).isEqualTo("float32");
        for (String name : List.of("frame_index", "episode_index", "index", "task_index")) {
            assertThat(features.get(name).get("dtype").asText()).isEqualTo("int64");
            assertThat(features.get(name).get("shape").toString()).isEqualTo("[1]");
            assertThat(features.get(name).get("names").isNull()).isTrue();
        }
        assertThat(features.get("observation.state").get("shape").toString()).isEqualTo("[2]");
        assertThat(features.get("observation.state").get("names").size()).isEqualTo(2);
        JsonNode video = features.get("observation.images.main");
        assertThat(video.get("dtype").asText()).isEqualTo("video");
        assertThat(video.get("names").toString()).isEqualTo("[\"height\",\"width\",\"channels\"]");
        assertThat(video.get("shape").get(2).asInt()).isEqualTo(3);
        assertThat(video.get("info").get("video.codec").asText()).isEqualTo("h264");
        assertThat(video.get("info").get("video.fps").asInt()).isEqualTo(20);
        assertThat(video.get("info").get("has_audio").asBoolean()).isFalse();
    }

    private static void data(Duck duck, Path file) throws Exception {
        long rows = 3L * Recorded.LENGTH;
        assertThat(duck.count(file, "SELECT count(*) FROM FILE")).isEqualTo(rows);
        assertThat(
                        duck.count(
                                file,
                                "SELECT count(*) FROM (SELECT \"index\" AS i, row_number() OVER () - 1 AS n FROM FILE) WHERE i = n"))
                .isEqualTo(rows);
        assertThat(duck.count(file, "SELECT count(*) FROM FILE WHERE abs(\"timestamp\" - frame_index / 20.0) > 1e-6"))
                .isZero();
        assertThat(
                        duck.rows(
                                file,
                                "SELECT episode_index, min(frame_index), max(frame_index), count(*) FROM FILE GROUP BY 1 ORDER BY 1"))
                .isEqualTo(List.of(List.of(0L, 0L, 19L, 20L), List.of(1L, 0L, 19L, 20L), List.of(2L, 0L, 19L, 20L)));
        // Frame 5 is the second picture of step 2, which was clamped.
        assertThat(duck.rows(
                        file,
                        "SELECT \"observation.state\", action, \"parley.commanded_action\", \"parley.step\", \"parley.step_begins\""
                                + " FROM FILE WHERE episode_index = 1 AND frame_index IN (4, 5) ORDER BY frame_index"))
                .isEqualTo(List.of(
                        List.of(List.of(2f, 1f), List.of(2f, 0.5f), List.of(2f, 1f), 2L, true),
                        List.of(List.of(2f, 1f), List.of(2f, 0.5f), List.of(2f, 1f), 2L, false)));
        assertThat(
                        duck.rows(
                                file,
                                "SELECT frame_index FROM FILE WHERE \"next.done\" AND \"next.success\" AND \"next.reward\" = 1"))
                .isEqualTo(List.of(List.of(19L), List.of(19L), List.of(19L)));
        assertThat(duck.count(file, "SELECT count(*) FROM parquet_metadata(FILE) WHERE path_in_schema = 'index'"))
                .as("one row group an episode")
                .isEqualTo(3);
        assertThat(duck.rows(file, "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM FILE)"))
                .contains(
                        List.of("observation.state", "FLOAT[]"),
                        List.of("action", "FLOAT[]"),
                        List.of("timestamp", "FLOAT"),
                        List.of("next.success", "BOOLEAN"),
                        List.of("task_index", "BIGINT"));
    }

    private static void tasks(Duck duck, Path file) throws Exception {
        assertThat(duck.rows(file, "SELECT task_index, task FROM FILE"))
                .isEqualTo(List.of(List.of(0L, "put the red block in the blue bowl"), List.of(1L, "lift the lid")));
        String pandas = String.valueOf(
                duck.one(file, "SELECT decode(value) FROM parquet_kv_metadata(FILE) WHERE decode(key) = 'pandas'"));
        assertThat(new ObjectMapper().readTree(pandas).get("index_columns").toString())
                .isEqualTo("[\"task\"]");
    }

    private static void episodes(Duck duck, Path file, List<AssignmentData> episodes) throws Exception {
        assertThat(duck.rows(
                        file,
                        "SELECT episode_index, tasks, length, dataset_from_index, dataset_to_index, \"data/chunk_index\","
                                + " \"data/file_index\", \"meta/episodes/chunk_index\" FROM FILE"))
                .isEqualTo(List.of(
                        List.of(0L, List.of("put the red block in the blue bowl"), 20L, 0L, 20L, 0L, 0L, 0L),
                        List.of(1L, List.of("lift the lid"), 20L, 20L, 40L, 0L, 0L, 0L),
                        List.of(2L, List.of("put the red block in the blue bowl"), 20L, 40L, 60L, 0L, 0L, 0L)));
        String video = "\"videos/observation.images.main/";
        assertThat(duck.rows(
                        file,
                        "SELECT %schunk_index\", %sfile_index\", %sfrom_timestamp\", %sto_timestamp\" FROM FILE"
                                .formatted(video, video, video, video)))
                .isEqualTo(List.of(List.of(0L, 0L, 0.0, 1.0), List.of(0L, 0L, 1.0, 2.0), List.of(0L, 0L, 2.0, 3.0)));
        assertThat(duck.rows(
                        file, "SELECT \"eval/episode\", \"eval/success\", \"eval/judge\", \"eval/policy\" FROM FILE"))
                .isEqualTo(episodes.stream()
                        .map(episode -> List.<Object>of(episode.id().toString(), true, "scene", "tabletop-bc"))
                        .toList());
        List<List<Object>> askers = List.copyOf(duck.rows(file, "SELECT \"eval/user_hash\" FROM FILE"));
        assertThat(askers.get(0)).isEqualTo(askers.get(1)).isNotEqualTo(askers.get(2));
        assertThat(duck.rows(
                        file,
                        "SELECT \"stats/action/min\", \"stats/action/max\", \"stats/action/count\" FROM FILE LIMIT 1"))
                .isEqualTo(List.of(List.of(List.of(0.0, 0.5), List.of(9.0, 1.0), List.of(20L))));
    }

    private void stats(Path set) throws IOException {
        JsonNode stats = json.readTree(Files.readString(set.resolve("meta/stats.json")));
        JsonNode state = stats.get("observation.state");
        assertThat(state.get("mean").get(0).asDouble()).isEqualTo(4.5, within(1e-9));
        assertThat(state.get("std").get(0).asDouble()).isEqualTo(Math.sqrt(8.25), within(1e-9));
        assertThat(state.get("count").get(0).asInt()).isEqualTo(60);
        assertThat(state.get("q50").get(1).asDouble()).isEqualTo(2.25, within(1e-9));
        for (String name : List.of("min", "max", "mean", "std", "q01", "q10", "q50", "q90", "q99")) {
            assertThat(state.get(name).size()).as(name).isEqualTo(2);
            JsonNode picture = stats.get("observation.images.main").get(name);
            assertThat(picture.size()).as("(3, 1, 1)").isEqualTo(3);
            assertThat(picture.get(2).size()).isEqualTo(1);
            assertThat(picture.get(2).get(0).get(0).asDouble()).isBetween(0.0, 1.0);
        }
    }

    private static void video(Path set) throws IOException {
        Path film = set.resolve("videos/observation.images.main/chunk-000/file-000.mp4");
        DecodedFilm joined = DecodedFilm.read(film);
        assertThat(joined.streams()).isEqualTo(1);
        assertThat(joined.pictures()).hasSize(3 * Recorded.LENGTH);
        char[] letters = {'a', 'b', 'c'};
        for (int k = 0; k < letters.length; k++) {
            Path recording = Files.write(film.resolveSibling(letters[k] + ".mp4"), TestRecordings.bytes(letters[k]));
            DecodedFilm source = DecodedFilm.read(recording);
            for (int n = 0; n < Recorded.LENGTH; n++) {
                DecodedFilm.Picture picture = joined.pictures().get(k * Recorded.LENGTH + n);
                assertThat(picture.pixels())
                        .as("frame %d of episode %d", n, k)
                        .isEqualTo(source.pictures().get(n).pixels());
                assertThat(picture.atS()).isEqualTo(k + n / 20.0, within(1e-9));
            }
        }
    }

    private void manifest(Home home) throws IOException {
        JsonNode manifest = json.readTree(home.text("manifest.json"));
        assertThat(manifest.get("licence").get("id").asText()).isEqualTo("CC-BY-4.0");
        assertThat(manifest.get("citation").asText())
                .isEqualTo(home.told().getString("citation"))
                .contains("CC BY 4.0", "3 episodes");
        assertThat(manifest.get("episodes").asInt()).isEqualTo(3);
        List<String> named = new ArrayList<>();
        for (JsonNode file : manifest.get("files")) {
            Path path = home.root().resolve(file.get("path").asText());
            named.add(file.get("path").asText());
            assertThat(Files.size(path)).isEqualTo(file.get("bytes").asLong());
            assertThat(Recorded.sha256(Files.readAllBytes(path)))
                    .isEqualTo(file.get("sha256").asText());
        }
        assertThat(named).hasSize(7).doesNotContain("manifest.json");
        assertThat(home.text("README.md")).contains("CC BY 4.0", "tabletop-arm-6dof-1", "parley.step_begins");
    }

    @Test
    void recordingsOfAnotherCodingGetAFileOfTheirOwnAndUnfitOnesAreLeftOutAndCounted() throws Exception {
        String from = Instant.now().toString();
        Author asker = recorded.person(true);
        recorded.episode(asker, "first", Recorded.OPEN, 'a');
        recorded.episode(asker, "second", Recorded.OPEN, TestRecordings.codedOtherwise(TestRecordings.bytes('b')));
        recorded.episode(asker, "third", Recorded.OPEN, new byte[] {0, 0, 0, 1});

        Home home = Home.take(accounts.with(Role.RESEARCHER), "lerobot-v3", Map.of("from", from), folder);

        assertThat(files(home.root()))
                .contains(
                        "tabletop-arm-6dof-1/videos/observation.images.main/chunk-000/file-000.mp4",
                        "tabletop-arm-6dof-1/videos/observation.images.main/chunk-000/file-001.mp4");
        try (Duck duck = new Duck()) {
            assertThat(
                            duck.rows(
                                    home.root().resolve("tabletop-arm-6dof-1/meta/episodes/chunk-000/file-000.parquet"),
                                    "SELECT \"videos/observation.images.main/file_index\", \"videos/observation.images.main/from_timestamp\" FROM FILE"))
                    .isEqualTo(List.of(List.of(0L, 0.0), List.of(1L, 0.0)));
        }
        JsonNode leftOut = json.readTree(home.text("manifest.json")).get("leftOut");
        assertThat(leftOut.size()).isEqualTo(1);
        assertThat(leftOut.elements().next().asInt()).isEqualTo(1);
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .toList();
        }
    }
}
