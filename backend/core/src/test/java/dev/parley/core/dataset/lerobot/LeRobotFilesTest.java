package dev.parley.core.dataset.lerobot;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.table.TableColumn;
import dev.parley.core.dataset.archive.ArchiveWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files end, and what an archive says of them. */
class LeRobotFilesTest {
    @TempDir
    Path folder;

    @Test
    void filesEndWhereTheyAreFullAndNoEpisodeCrossesThem() throws IOException {
        OnDisk disk = new OnDisk(folder);
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            planned.add(Planned.of(disk.episode(i, 10, 3), disk));
        }
        AtomicInteger told = new AtomicInteger();
        try (ArchiveWriter archive = new ArchiveWriter(folder.resolve("set.zip"), "set", Long.MAX_VALUE, () -> {})) {
            // Two episodes of numbers and one of video fit.
            new LeRobotWriter(archive, "arm-1", planned.getFirst().shape(), disk, told::incrementAndGet, 7_000, 200_000)
                    .write(planned);
            assertThat(archive.parts().stream().map(ArchiveWriter.Part::path))
                    .contains(
                            "arm-1/data/chunk-000/file-000.parquet",
                            "arm-1/data/chunk-000/file-001.parquet",
                            "arm-1/data/chunk-000/file-002.parquet",
                            "arm-1/videos/observation.images.main/chunk-000/file-004.mp4")
                    .doesNotContain(
                            "arm-1/data/chunk-000/file-003.parquet",
                            "arm-1/videos/observation.images.main/chunk-000/file-005.mp4");
        }
        assertThat(told)
                .as("each episode once for its numbers and once for its video")
                .hasValue(10);
    }

    @Test
    void whatIsOneNumberWideIsNoList() throws IOException {
        OnDisk disk = new OnDisk(folder);
        Planned planned = Planned.of(disk.episode(0, 10, 1), disk);
        assertThat(planned.length()).isEqualTo(20);
        assertThat(Features.columns(planned.shape()).stream()
                        .filter(column -> column.occurs() == TableColumn.Occurs.MANY)
                        .map(TableColumn::name))
                .containsExactly("action", "parley.commanded_action");
        try (ArchiveWriter archive = new ArchiveWriter(folder.resolve("one.zip"), "set", Long.MAX_VALUE, () -> {})) {
            new LeRobotWriter(archive, "arm-1", planned.shape(), disk, () -> {}).write(List.of(planned));
            assertThat(archive.parts()).hasSize(6);
        }
    }

    @Test
    void afterAThousandFilesComesTheNextFolder() {
        EpisodeMeta.Place place = new EpisodeMeta.Place(0, 998);
        assertThat(place.next(1000).path("data", "parquet")).isEqualTo("data/chunk-000/file-999.parquet");
        assertThat(place.next(1000).next(1000).path("data", "parquet")).isEqualTo("data/chunk-001/file-000.parquet");
    }

    @Test
    void quantilesOfFewRowsAreExactAndOfManyNear() {
        FeatureStats few = new FeatureStats(1);
        for (int i = 0; i <= 100; i++) {
            few.add(i);
        }
        assertThat(value(few, "q01").doubleValue()).isEqualTo(1);
        assertThat(value(few, "q90").doubleValue()).isEqualTo(90);
        FeatureStats many = new FeatureStats(1);
        for (int i = 0; i < 100_000; i++) {
            many.add(i);
        }
        assertThat(value(many, "q50").doubleValue()).isBetween(48_000.0, 52_000.0);
        assertThat(value(many, "max").doubleValue()).isEqualTo(99_999);
        assertThat(value(many, "count").longValue()).isEqualTo(100_000);
    }

    private static Number value(FeatureStats of, String name) {
        return requireNonNull(of.all().get(name), name).getFirst();
    }
}
