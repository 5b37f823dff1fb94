package dev.parley.sim.evaluate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Episodes as a Parquet file: one row group, one page a column, plain encoding, no compression (Apache Parquet format 2.10,
 * parquet.thrift). That is all a table of some thousand rows needs.
 */
final class ParquetRows {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int REQUIRED = 0;
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;
    private static final int DATA_PAGE = 0;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int UNCOMPRESSED = 0;

    private final List<EpisodeRow> rows;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Chunk> chunks = new ArrayList<>();

    /** One column in the file, in bytes from its beginning. */
    private record Chunk(EpisodeColumns.Column column, int offset, int size) {}

    private ParquetRows(List<EpisodeRow> rows) {
        this.rows = rows;
    }

    /** The whole file. */
    static byte[] of(List<EpisodeRow> rows) {
        return new ParquetRows(rows).written();
    }

    private byte[] written() {
        file.writeBytes(MAGIC);
        EpisodeColumns.ALL.forEach(this::write);
        byte[] footer = CompactThrift.struct(this::footer);
        file.writeBytes(footer);
        file.writeBytes(little(footer.length));
        file.writeBytes(MAGIC);
        return file.toByteArray();
    }

    private void write(EpisodeColumns.Column column) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        List<Object> values = new ArrayList<>();
        for (EpisodeRow row : rows) {
            Object value = column.value(row);
            if (value != null) {
                values.add(value);
            }
        }
        if (column.optional()) {
            byte[] present = present(column);
            page.writeBytes(little(present.length));
            page.writeBytes(present);
        }
        page.writeBytes(column.type().encode(values));
        byte[] header = CompactThrift.struct(head -> head.i32(1, DATA_PAGE)
                .i32(2, page.size())
                .i32(3, page.size())
                .struct(
                        5,
                        data -> data.i32(1, rows.size())
                                .i32(2, PLAIN)
                                .i32(3, RLE)
                                .i32(4, RLE)));
        chunks.add(new Chunk(column, file.size(), header.length + page.size()));
        file.writeBytes(header);
        file.writeBytes(page.toByteArray());
    }

    // Definition levels of one bit, as one bit-packed run of whole groups of eight.
    private byte[] present(EpisodeColumns.Column column) {
        List<Object> levels =
                rows.stream().<Object>map(row -> column.value(row) != null).toList();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        int groups = (levels.size() + 7) / 8;
        int head = groups << 1 | 1;
        while (head > 0x7F) {
            run.write(head & 0x7F | 0x80);
            head >>>= 7;
        }
        run.write(head);
        run.writeBytes(ParquetType.BOOLEAN.encode(levels));
        return run.toByteArray();
    }

    private void footer(CompactThrift footer) {
        List<Consumer<CompactThrift>> schema = new ArrayList<>();
        schema.add(root -> root.text(4, "episode").i32(5, EpisodeColumns.ALL.size()));
        EpisodeColumns.ALL.forEach(column -> schema.add(element -> element(element, column)));
        footer.i32(1, VERSION)
                .structs(2, schema)
                .i64(3, rows.size())
                .structs(4, rows.isEmpty() ? List.of() : List.of(this::rowGroup))
                .text(6, "parley");
    }

    private static void element(CompactThrift element, EpisodeColumns.Column column) {
        element.i32(1, column.type().code())
                .i32(3, column.optional() ? OPTIONAL : REQUIRED)
                .text(4, column.name());
        if (column.type() == ParquetType.TEXT) {
            element.i32(6, UTF8);
        }
    }

    private void rowGroup(CompactThrift group) {
        List<Consumer<CompactThrift>> columns = new ArrayList<>();
        chunks.forEach(chunk ->
                columns.add(each -> each.i64(2, chunk.offset()).struct(3, data -> columnData(data, chunk))));
        group.structs(1, columns)
                .i64(2, chunks.stream().mapToLong(Chunk::size).sum())
                .i64(3, rows.size());
    }

    private void columnData(CompactThrift data, Chunk chunk) {
        data.i32(1, chunk.column().type().code())
                .i32s(2, List.of(PLAIN, RLE))
                .texts(3, List.of(chunk.column().name()))
                .i32(4, UNCOMPRESSED)
                .i64(5, rows.size())
                .i64(6, chunk.size())
                .i64(7, chunk.size())
                .i64(9, chunk.offset());
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
