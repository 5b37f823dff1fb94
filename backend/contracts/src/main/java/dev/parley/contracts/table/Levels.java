package dev.parley.contracts.table;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column's cells one after another, and the levels by which a reader finds the cells again: one bit each, since
 * nothing here is nested deeper than a list.
 *
 * @param repetition whether a value goes on with the list before it; empty where there are no lists
 * @param definition whether there is a value at all; empty where there always is
 * @param count of levels, or of values where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one page; compared nowhere.
record Levels(List<Object> values, Optional<byte[]> repetition, Optional<byte[]> definition, int count) {

    static Levels of(TableColumn column, List<@Nullable Object> cells) {
        return switch (column.occurs()) {
            case ONCE -> {
                List<Object> values = new ArrayList<>(cells.size());
                cells.forEach(cell -> values.add(requireNonNull(cell, () -> column.name() + " has an empty cell")));
                yield new Levels(values, Optional.empty(), Optional.empty(), values.size());
            }
            case MAYBE -> maybe(cells);
            case MANY -> many(column, cells);
        };
    }

    private static Levels maybe(List<@Nullable Object> cells) {
        List<Object> values = new ArrayList<>(cells.size());
        BitSet present = new BitSet(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            Object cell = cells.get(i);
            if (cell != null) {
                present.set(i);
                values.add(cell);
            }
        }
        return new Levels(values, Optional.empty(), Optional.of(run(present, cells.size())), cells.size());
    }

    private static Levels many(TableColumn column, List<@Nullable Object> cells) {
        List<Object> values = new ArrayList<>();
        BitSet goesOn = new BitSet();
        BitSet present = new BitSet();
        int count = 0;
        for (Object cell : cells) {
            List<?> list = (List<?>) requireNonNull(cell, () -> column.name() + " has an empty cell");
            // An empty list has one level and no value.
            for (int i = 0; i < Math.max(1, list.size()); i++) {
                goesOn.set(count, i > 0);
                present.set(count, !list.isEmpty());
                count++;
            }
            values.addAll(list);
        }
        return new Levels(values, Optional.of(run(goesOn, count)), Optional.of(run(present, count)), count);
    }

    // One bit-packed run of whole groups of eight (Encodings.md, RLE / bit-packing hybrid).
    private static byte[] run(BitSet bits, int count) {
        int groups = (count + 7) / 8;
        ByteArrayOutputStream run = new ByteArrayOutputStream(groups + 5);
        int head = groups << 1 | 1;
        while (head > 0x7F) {
            run.write(head & 0x7F | 0x80);
            head >>>= 7;
        }
        run.write(head);
        byte[] packed = new byte[groups];
        byte[] set = bits.toByteArray();
        System.arraycopy(set, 0, packed, 0, set.length);
        run.writeBytes(packed);
        return run.toByteArray();
    }
}
