package dev.parley.policy.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Bytes;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Items;
import dev.parley.policy.wire.PolicyValue.Nil;
import dev.parley.policy.wire.PolicyValue.Real;
import dev.parley.policy.wire.PolicyValue.Scalar;
import dev.parley.policy.wire.PolicyValue.Single;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyValue.Truth;
import dev.parley.policy.wire.PolicyValue.Whole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import org.msgpack.core.MessagePacker;

/** Writes one message. */
final class MessageWriter {
    /** Less is quicker copied than kept track of. */
    private static final int WORTH_REFERRING_TO = 1_024;

    private final MessagePacker out;
    private final WireBounds bounds;
    private int depth;

    MessageWriter(MessagePacker out, WireBounds bounds) {
        this.out = out;
        this.bounds = bounds;
    }

    void write(PolicyValue value) throws IOException, WireFault {
        switch (value) {
            case Nil() -> out.packNil();
            case Truth(boolean truth) -> out.packBoolean(truth);
            case Whole(var whole) -> out.packBigInteger(whole);
            case Real(double real) -> out.packDouble(real);
            case Single(float single) -> out.packFloat(single);
            case Text(String text) -> text(text);
            case Bytes bytes -> bytes(bytes.unguarded());
            case Items(var items) -> {
                deeper();
                out.packArrayHeader(items.size());
                for (PolicyValue item : items) {
                    write(item);
                }
                depth--;
            }
            case Fields(var entries) -> {
                deeper();
                out.packMapHeader(entries.size());
                for (Map.Entry<String, PolicyValue> entry : entries.entrySet()) {
                    text(entry.getKey());
                    write(entry.getValue());
                }
                depth--;
            }
            case Scalar(DataType type, PolicyValue held) -> {
                deeper();
                out.packMapHeader(3);
                key(NumpyKeys.SCALAR);
                out.packBoolean(true);
                key(NumpyKeys.DATA);
                write(held);
                key(NumpyKeys.TYPE);
                text(type.name());
                depth--;
            }
            case Array(NumpyArray array) -> array(array);
        }
    }

    private void array(NumpyArray array) throws IOException, WireFault {
        deeper();
        out.packMapHeader(4);
        key(NumpyKeys.ARRAY);
        out.packBoolean(true);
        key(NumpyKeys.DATA);
        bytes(array.unguarded());
        key(NumpyKeys.TYPE);
        text(array.type().name());
        key(NumpyKeys.SHAPE);
        deeper();
        out.packArrayHeader(array.shape().size());
        for (int length : array.shape()) {
            out.packInt(length);
        }
        depth -= 2;
    }

    private void key(String name) throws IOException {
        bytes(ByteBuffer.wrap(name.getBytes(UTF_8)));
    }

    private void bytes(ByteBuffer bytes) throws IOException {
        ByteBuffer held = bytes.hasArray()
                ? bytes
                : ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        int from = held.arrayOffset() + held.position();
        out.packBinaryHeader(held.remaining());
        if (held.remaining() < WORTH_REFERRING_TO) {
            out.writePayload(held.array(), from, held.remaining());
        } else {
            out.addPayload(held.array(), from, held.remaining());
        }
    }

    private void text(String text) throws IOException, WireFault {
        ByteBuffer utf8;
        try {
            utf8 = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new WireFault("a text holds half a character, which UTF-8 cannot say", e);
        }
        if (utf8.remaining() > bounds.textBytes()) {
            throw new WireFault(
                    "a text has " + utf8.remaining() + " bytes; at most " + bounds.textBytes() + " are sent");
        }
        out.packRawStringHeader(utf8.remaining());
        out.writePayload(utf8.array(), utf8.arrayOffset(), utf8.remaining());
    }

    private void deeper() throws WireFault {
        if (++depth > bounds.depth()) {
            throw new WireFault("the message is nested deeper than " + bounds.depth() + " maps and lists");
        }
    }
}
