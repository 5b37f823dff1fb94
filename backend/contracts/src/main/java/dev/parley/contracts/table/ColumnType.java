package dev.parley.contracts.table;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;

/** Types of a table's columns with their plain encoding in Parquet (Parquet format, Encodings.md, PLAIN). */
public enum ColumnType {
    BOOLEAN(0),
    INT32(1),
    INT64(2),
    FLOAT(4),
    DOUBLE(5),
    /** Bytes in UTF-8. */
    TEXT(6),
    /** An {@link Instant}, as microseconds since 1970 in UTC; what is finer is cut off. */
    MOMENT(2);

    private static final int UTF8 = 0;
    private static final int TIMESTAMP_MICROS = 10;

    private final int code;

    ColumnType(int code) {
        this.code = code;
    }

    /** Its number in the format's Thrift definition. */
    int code() {
        return code;
    }

    /** What its values mean beyond their bytes, as the format's Thrift definition numbers it. */
    OptionalInt meaning() {
        return switch (this) {
            case TEXT -> OptionalInt.of(UTF8);
            case MOMENT -> OptionalInt.of(TIMESTAMP_MICROS);
            case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> OptionalInt.empty();
        };
    }

    /** Values one after another; throws {@link ClassCastException} when one is of another type. */
    byte[] encode(List<?> values) {
        return switch (this) {
            case BOOLEAN -> booleans(values);
            case INT32 -> {
                ByteBuffer bytes = little(4 * values.size());
                values.forEach(value -> bytes.putInt((Integer) value));
                yield bytes.array();
            }
            case INT64 -> {
                ByteBuffer bytes = little(8 * values.size());
                values.forEach(value -> bytes.putLong((Long) value));
                yield bytes.array();
            }
            case FLOAT -> {
                ByteBuffer bytes = little(4 * values.size());
                values.forEach(value -> bytes.putFloat((Float) value));
                yield bytes.array();
            }
            case DOUBLE -> {
                ByteBuffer bytes = little(8 * values.size());
                values.forEach(value -> bytes.putDouble((Double) value));
                yield bytes.array();
            }
            case TEXT -> texts(values);
            case MOMENT -> {
                ByteBuffer bytes = little(8 * values.size());
                values.forEach(value -> bytes.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value)));
                yield bytes.array();
            }
        };
    }

    // Eight a byte, the first in the lowest bit.
    private static byte[] booleans(List<?> values) {
        byte[] bytes = new byte[(values.size() + 7) / 8];
        for (int i = 0; i < values.size(); i++) {
            if ((Boolean) values.get(i)) {
                bytes[i / 8] |= (byte) (1 << i % 8);
            }
        }
        return bytes;
    }

    private static byte[] texts(List<?> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object value : values) {
            byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(little(4).putInt(text.length).array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
