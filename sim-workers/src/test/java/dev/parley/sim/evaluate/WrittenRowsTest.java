package dev.parley.sim.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.HydratorSupplier;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenRowsTest {

    @TempDir
    Path folder;

    @Test
    void anotherReaderFindsEveryCellOfTheParquetFile() throws IOException {
        List<EpisodeRow> rows = IntStream.range(0, 1003)
                .mapToObj(i -> Episodes.row(
                        i,
                        i % 3 == 0 ? EpisodeRow.Ending.DONE : EpisodeRow.Ending.STEP_LIMIT,
                        i % 5 != 0,
                        i % 7 == 0 ? null : i / 1003.0,
                        i % 2 == 0 ? List.of() : List.of("cup", "lid")))
                .toList();

        List<Map<String, Object>> read = read(ParquetRows.of(rows));

        assertThat(read).hasSize(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> expected = new HashMap<>();
            for (EpisodeColumns.Column column : EpisodeColumns.ALL) {
                expected.put(column.name(), column.value(rows.get(i)));
            }
            assertThat(read.get(i)).as("row " + i).isEqualTo(expected);
        }
    }

    @Test
    void parquetFileWithoutRowsCanBeRead() throws IOException {
        assertThat(read(ParquetRows.of(List.of()))).isEmpty();
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(CsvRows.of(List.of(Episodes.row(1, EpisodeRow.Ending.DONE, true, null, List.of("cup", "lid")))))
                .isEqualTo("""
                    number,scene,task,instruction,seed,ending,success,steps,progress,known,in_vocabulary,wrong_object,moved,sibling,detail,fingerprint\r
                    1,blocks-and-bowls,odd,"say ""1"", größer",9000000001,done,true,41,0.25,,true,true,cup lid,,,001234567890abcd\r
                    """);
    }

    private List<Map<String, Object>> read(byte[] file) throws IOException {
        Path path = Files.write(folder.resolve("rows.parquet"), file);
        Hydrator<Map<String, Object>, Map<String, Object>> hydrator = new Hydrator<>() {
            @Override
            public Map<String, Object> start() {
                return new HashMap<>();
            }

            @Override
            public Map<String, Object> add(Map<String, Object> target, String heading, Object value) {
                target.put(heading, value);
                return target;
            }

            @Override
            public Map<String, Object> finish(Map<String, Object> target) {
                return target;
            }
        };
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Stream<Map<String, Object>> stream =
                ParquetReader.streamContent(path.toFile(), HydratorSupplier.constantly(hydrator))) {
            stream.forEach(rows::add);
        }
        return rows;
    }
}
