package dev.parley.rosbridge.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes what rosbridge's cbor_conversion writes for these messages. */
public final class CborWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CborWriter() {}

    public static byte[] write(JsonNode node) {
        CborWriter writer = new CborWriter();
        writer.item(node);
        return writer.out.toByteArray();
    }

    private void item(JsonNode node) {
        if (node.isObject()) {
            head(5, node.size());
            node.properties().forEach(field -> {
                text(field.getKey());
                item(field.getValue());
            });
        } else if (node.isArray()) {
            head(4, node.size());
            node.forEach(this::item);
        } else if (node instanceof BinaryNode binary) {
            head(2, binary.binaryValue().length);
            out.writeBytes(binary.binaryValue());
        } else if (node.isTextual()) {
            text(node.textValue());
        } else if (node.isBoolean()) {
            out.write(node.booleanValue() ? 0xf5 : 0xf4);
        } else if (node.isIntegralNumber()) {
            long value = node.longValue();
            head(value < 0 ? 1 : 0, value < 0 ? -1 - value : value);
        } else {
            out.write(0xfb);
            out.writeBytes(ByteBuffer.allocate(8).putDouble(node.doubleValue()).array());
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(3, bytes.length);
        out.writeBytes(bytes);
    }

    private void head(int kind, long length) {
        if (length < 24) {
            out.write(kind << 5 | (int) length);
        } else if (length < 256) {
            out.write(kind << 5 | 24);
            out.write((int) length);
        } else if (length < 65_536) {
            out.write(kind << 5 | 25);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else if (length <= 0xffffffffL) {
            out.write(kind << 5 | 26);
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) length).array());
        } else {
            out.write(kind << 5 | 27);
            out.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
    }
}
