package dev.parley.contracts.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Parquet file, one group of rows after another: one page a column, plain encoding, no compression (Apache Parquet
 * format 2.10, parquet.thrift; nested columns by Dremel's levels). Only the group at hand and some bytes for each group before
 * it are in memory. One thread.
 */
public final class ParquetFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int REQUIRED = 0;
    private static final int OPTIONAL = 1;
    private static final int REPEATED = 2;
    private static final int LIST = 3;
    private static final int DATA_PAGE = 0;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int UNCOMPRESSED = 0;

    private final OutputStream output;
    private final String root;
    private final List<TableColumn> columns;
    private final Map<String, String> notes;
    private final List<Group> groups = new ArrayList<>();
    private long written;
    private long rows;

    /** One column of one group, in bytes from the file's beginning. */
    private record Chunk(TableColumn column, long offset, long size, int values) {}

    private record Group(List<Chunk> chunks, int rows) {}

    /**
     * Begins the file.
     *
     * @param output is flushed at the end and left open
     * @param root what a row is, for example {@code episode}
     * @param notes what the file says of itself, by key
     */
    public ParquetFile(OutputStream output, String root, List<TableColumn> columns, Map<String, String> notes)
            throws IOException {
        this.output = output;
        this.root = root;
        this.columns = List.copyOf(columns);
        this.notes = Map.copyOf(notes);
        write(MAGIC);
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Bytes so far, without what {@link #finish} adds. */
    public long bytes() {
        return written;
    }

    /**
     * Writes some rows; none writes nothing.
     *
     * @param group a row is a list with one cell for each column
     */
    public void group(List<? extends List<? extends @Nullable Object>> group) throws IOException {
        if (group.isEmpty()) {
            return;
        }
        List<Chunk> chunks = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            List<@Nullable Object> cells = new ArrayList<>(group.size());
            group.forEach(row -> cells.add(row.get(column)));
            chunks.add(chunk(columns.get(column), cells));
        }
        groups.add(new Group(chunks, group.size()));
        rows += group.size();
    }

    /** Completes the file. */
    public void finish() throws IOException {
        byte[] footer = CompactThrift.struct(this::footer);
        write(footer);
        write(little(footer.length));
        write(MAGIC);
        output.flush();
    }

    /** A whole file of few rows. */
    public static byte[] of(
            String root, List<TableColumn> columns, List<? extends List<? extends @Nullable Object>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ParquetFile file = new ParquetFile(bytes, root, columns, Map.of());
            file.group(rows);
            file.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private Chunk chunk(TableColumn column, List<@Nullable Object> cells) throws IOException {
        Levels levels = Levels.of(column, cells);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        levels.repetition().ifPresent(run -> withLength(page, run));
        levels.definition().ifPresent(run -> withLength(page, run));
        page.writeBytes(column.type().encode(levels.values()));
        byte[] header = CompactThrift.struct(head -> head.i32(1, DATA_PAGE)
                .i32(2, page.size())
                .i32(3, page.size())
                .struct(
                        5,
                        data -> data.i32(1, levels.count())
                                .i32(2, PLAIN)
                                .i32(3, RLE)
                                .i32(4, RLE)));
        Chunk chunk = new Chunk(column, written, header.length + (long) page.size(), levels.count());
        write(header);
        write(page.toByteArray());
        return chunk;
    }

    private static void withLength(ByteArrayOutputStream page, byte[] run) {
        page.writeBytes(little(run.length));
        page.writeBytes(run);
    }

    private void footer(CompactThrift footer) {
        List<Consumer<CompactThrift>> schema = new ArrayList<>();
        schema.add(element -> element.text(4, root).i32(5, columns.size()));
        columns.forEach(column -> describe(column, schema));
        List<Consumer<CompactThrift>> described = new ArrayList<>();
        groups.forEach(group -> described.add(element -> rowGroup(element, group)));
        List<Consumer<CompactThrift>> pairs = new ArrayList<>();
        notes.forEach((key, value) -> pairs.add(pair -> pair.text(1, key).text(2, value)));
        footer.i32(1, VERSION).structs(2, schema).i64(3, rows).structs(4, described);
        if (!pairs.isEmpty()) {
            footer.structs(5, pairs);
        }
        footer.text(6, "parley");
    }

    private static void describe(TableColumn column, List<Consumer<CompactThrift>> schema) {
        switch (column.occurs()) {
            case ONCE -> schema.add(element -> leaf(element, column.type(), REQUIRED, column.name()));
            case MAYBE -> schema.add(element -> leaf(element, column.type(), OPTIONAL, column.name()));
            case MANY -> {
                // Three levels, as LogicalTypes.md names them.
                schema.add(element -> element.i32(3, REQUIRED)
                        .text(4, column.name())
                        .i32(5, 1)
                        .i32(6, LIST));
                schema.add(element -> element.i32(3, REPEATED).text(4, "list").i32(5, 1));
                schema.add(element -> leaf(element, column.type(), REQUIRED, "element"));
            }
        }
    }

    private static void leaf(CompactThrift element, ColumnType type, int occurs, String name) {
        element.i32(1, type.code()).i32(3, occurs).text(4, name);
        type.meaning().ifPresent(meaning -> element.i32(6, meaning));
    }

    private static void rowGroup(CompactThrift group, Group written) {
        List<Consumer<CompactThrift>> chunks = new ArrayList<>();
        written.chunks()
                .forEach(chunk ->
                        chunks.add(each -> each.i64(2, chunk.offset()).struct(3, data -> columnData(data, chunk))));
        group.structs(1, chunks)
                .i64(2, written.chunks().stream().mapToLong(Chunk::size).sum())
                .i64(3, written.rows());
    }

    private static void columnData(CompactThrift data, Chunk chunk) {
        TableColumn column = chunk.column();
        data.i32(1, column.type().code())
                .i32s(2, List.of(PLAIN, RLE))
                .texts(
                        3,
                        column.occurs() == TableColumn.Occurs.MANY
                                ? List.of(column.name(), "list", "element")
                                : List.of(column.name()))
                .i32(4, UNCOMPRESSED)
                .i64(5, chunk.values())
                .i64(6, chunk.size())
                .i64(7, chunk.size())
                .i64(9, chunk.offset());
    }

    private void write(byte[] bytes) throws IOException {
        output.write(bytes);
        written += bytes.length;
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
