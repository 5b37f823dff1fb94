package dev.parley.contracts.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Writes the few things of Thrift's compact protocol that Parquet's headers need. Fields must come in the order of their ids. */
final class CompactThrift {

    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int SHORT_LIST = 15;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deque<Integer> lastFields = new ArrayDeque<>();

    /** One structure as a whole. */
    static byte[] struct(Consumer<CompactThrift> fields) {
        CompactThrift thrift = new CompactThrift();
        thrift.body(fields);
        return thrift.bytes.toByteArray();
    }

    private void body(Consumer<CompactThrift> fields) {
        lastFields.push(0);
        fields.accept(this);
        lastFields.pop();
        bytes.write(0);
    }

    CompactThrift i32(int field, int value) {
        head(field, I32);
        zigzag(value);
        return this;
    }

    CompactThrift i64(int field, long value) {
        head(field, I64);
        zigzag(value);
        return this;
    }

    CompactThrift text(int field, String value) {
        head(field, BINARY);
        text(value);
        return this;
    }

    CompactThrift struct(int field, Consumer<CompactThrift> fields) {
        head(field, STRUCT);
        body(fields);
        return this;
    }

    CompactThrift i32s(int field, List<Integer> values) {
        list(field, I32, values.size());
        values.forEach(this::zigzag);
        return this;
    }

    CompactThrift texts(int field, List<String> values) {
        list(field, BINARY, values.size());
        values.forEach(this::text);
        return this;
    }

    CompactThrift structs(int field, List<Consumer<CompactThrift>> values) {
        list(field, STRUCT, values.size());
        values.forEach(this::body);
        return this;
    }

    private void list(int field, int type, int size) {
        head(field, LIST);
        if (size < SHORT_LIST) {
            bytes.write(size << 4 | type);
        } else {
            bytes.write(SHORT_LIST << 4 | type);
            number(size);
        }
    }

    // The id as the distance from the one before, which is 1 to 15 in all of Parquet's structures.
    private void head(int field, int type) {
        int distance = field - lastFields.pop();
        if (distance < 1 || distance > 15) {
            throw new IllegalStateException("Field " + field + " does not follow in order");
        }
        lastFields.push(field);
        bytes.write(distance << 4 | type);
    }

    private void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        bytes.writeBytes(utf8);
    }

    private void zigzag(long value) {
        number(value << 1 ^ value >> 63);
    }

    private void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
