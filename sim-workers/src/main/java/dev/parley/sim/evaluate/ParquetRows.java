package dev.parley.sim.evaluate;

import dev.parley.contracts.table.ParquetFile;
import java.util.List;

/** Episodes as a Parquet file. */
final class ParquetRows {

    private ParquetRows() {}

    /** The whole file. */
    static byte[] of(List<EpisodeRow> rows) {
        return ParquetFile.of(
                "episode",
                EpisodeColumns.ALL.stream()
                        .map(EpisodeColumns.Column::described)
                        .toList(),
                rows.stream().map(EpisodeColumns::cells).toList());
    }
}
