package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what rosbridge sends when asked for CBOR (RFC 8949), with numbers in typed arrays (RFC 8746). Definite lengths alone: rosbridge
 * writes no others. Whatever a length announces is compared with what is there before anything is made for it.
 */
final class Cbor {
    private static final int DEEPEST = 32;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ByteBuffer in;

    private Cbor(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    /** @throws RosFault if these bytes are not exactly one item */
    static JsonNode read(byte[] bytes) throws RosFault {
        Cbor cbor = new Cbor(bytes);
        try {
            JsonNode item = cbor.item(0);
            if (cbor.in.hasRemaining()) {
                throw new RosFault("a CBOR frame goes on behind its end");
            }
            return item;
        } catch (BufferUnderflowException e) {
            throw new RosFault("a CBOR frame ends in the middle of something", e);
        }
    }

    private JsonNode item(int depth) throws RosFault {
        if (depth > DEEPEST) {
            throw new RosFault("a CBOR frame is nested deeper than " + DEEPEST);
        }
        int first = in.get() & 0xff;
        int kind = first >> 5;
        int detail = first & 0x1f;
        return switch (kind) {
            case 0 -> NODES.numberNode(length(detail));
            case 1 -> NODES.numberNode(-1 - length(detail));
            case 2 -> NODES.binaryNode(bytes(length(detail)));
            case 3 -> NODES.textNode(text(length(detail)));
            case 4 -> items(length(detail), depth);
            case 5 -> fields(length(detail), depth);
            case 6 -> tagged(length(detail), depth);
            default -> simple(detail);
        };
    }

    private long length(int detail) throws RosFault {
        long value = switch (detail) {
            case 24 -> in.get() & 0xffL;
            case 25 -> in.getShort() & 0xffffL;
            case 26 -> in.getInt() & 0xffffffffL;
            case 27 -> in.getLong();
            default -> detail;
        };
        if (detail > 27 || value < 0) {
            throw new RosFault("a CBOR frame has a length or number that rosbridge never sends");
        }
        return value;
    }

    private byte[] bytes(long length) throws RosFault {
        if (length > in.remaining()) {
            throw new RosFault("a CBOR frame announces " + length + " bytes and has " + in.remaining());
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private String text(long length) throws RosFault {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RosFault("a CBOR frame has a text that is not UTF-8", e);
        }
    }

    private ArrayNode items(long count, int depth) throws RosFault {
        // Each takes a byte at least.
        if (count > in.remaining()) {
            throw new RosFault("a CBOR frame announces " + count + " items and has " + in.remaining() + " bytes");
        }
        ArrayNode items = NODES.arrayNode();
        for (long i = 0; i < count; i++) {
            items.add(item(depth + 1));
        }
        return items;
    }

    private ObjectNode fields(long count, int depth) throws RosFault {
        if (count > in.remaining()) {
            throw new RosFault("a CBOR frame announces " + count + " fields and has " + in.remaining() + " bytes");
        }
        ObjectNode fields = NODES.objectNode();
        for (long i = 0; i < count; i++) {
            JsonNode key = item(depth + 1);
            if (!key.isTextual()) {
                throw new RosFault("a CBOR frame has a key that is no text");
            }
            fields.set(key.textValue(), item(depth + 1));
        }
        return fields;
    }

    private JsonNode tagged(long tag, int depth) throws RosFault {
        JsonNode value = item(depth + 1);
        if (tag < 64 || tag > 87) {
            return value;
        }
        if (!value.isBinary()) {
            throw new RosFault("a CBOR frame has a typed array that is no bytes");
        }
        return typed((int) tag, ByteBuffer.wrap(((BinaryNode) value).binaryValue()));
    }

    /** The tag's bits (RFC 8746, section 2.1): 0b010, float, signed, little-endian, and the width as a power of two. */
    private static JsonNode typed(int tag, ByteBuffer data) throws RosFault {
        boolean real = (tag & 0x10) != 0;
        boolean signed = (tag & 0x08) != 0;
        int width = 1 << ((tag & 0x03) + (real ? 1 : 0));
        data.order((tag & 0x04) != 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (data.remaining() % width != 0 || (real && (width < 4 || width > 8))) {
            throw new RosFault("a CBOR frame has a typed array (tag " + tag + ") that cannot be read");
        }
        if (!real && width == 1 && !signed) {
            return NODES.binaryNode(data.array());
        }
        ArrayNode numbers = NODES.arrayNode(data.remaining() / width);
        while (data.hasRemaining()) {
            if (real) {
                numbers.add(width == 4 ? data.getFloat() : data.getDouble());
            } else {
                numbers.add(whole(data, width, signed));
            }
        }
        return numbers;
    }

    private static long whole(ByteBuffer data, int width, boolean signed) {
        long value = switch (width) {
            case 1 -> data.get();
            case 2 -> data.getShort();
            case 4 -> data.getInt();
            default -> data.getLong();
        };
        return signed || width == Long.BYTES ? value : value & ((1L << (width * Byte.SIZE)) - 1);
    }

    private JsonNode simple(int detail) throws RosFault {
        return switch (detail) {
            case 20 -> NODES.booleanNode(false);
            case 21 -> NODES.booleanNode(true);
            case 22, 23 -> NODES.nullNode();
            case 25 -> NODES.numberNode(Float.float16ToFloat(in.getShort()));
            case 26 -> NODES.numberNode(in.getFloat());
            case 27 -> NODES.numberNode(in.getDouble());
            default -> throw new RosFault("a CBOR frame has a value that rosbridge never sends");
        };
    }
}
