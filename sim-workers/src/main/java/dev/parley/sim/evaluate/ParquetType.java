package dev.parley.sim.evaluate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Types of Parquet columns with their plain encoding (Parquet format, Encodings.md, PLAIN). */
enum ParquetType {
    BOOLEAN(0),
    INT32(1),
    INT64(2),
    DOUBLE(5),
    /** Bytes in UTF-8. */
    TEXT(6);

    private final int code;

    ParquetType(int code) {
        this.code = code;
    }

    /** Its number in the format's Thrift definition. */
    int code() {
        return code;
    }

    /** Values one after another; throws {@link ClassCastException} when one is of another type. */
    byte[] encode(List<Object> values) {
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
            case DOUBLE -> {
                ByteBuffer bytes = little(8 * values.size());
                values.forEach(value -> bytes.putDouble((Double) value));
                yield bytes.array();
            }
            case TEXT -> texts(values);
        };
    }

    // Eight a byte, the first in the lowest bit.
    private static byte[] booleans(List<Object> values) {
        byte[] bytes = new byte[(values.size() + 7) / 8];
        for (int i = 0; i < values.size(); i++) {
            if ((Boolean) values.get(i)) {
                bytes[i / 8] |= (byte) (1 << i % 8);
            }
        }
        return bytes;
    }

    private static byte[] texts(List<Object> values) {
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
