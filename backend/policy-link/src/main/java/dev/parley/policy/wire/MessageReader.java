package dev.parley.policy.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.policy.wire.PolicyValue.Bytes;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Items;
import dev.parley.policy.wire.PolicyValue.Nil;
import dev.parley.policy.wire.PolicyValue.Real;
import dev.parley.policy.wire.PolicyValue.Single;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyValue.Truth;
import dev.parley.policy.wire.PolicyValue.Whole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/** Reads one message. */
final class MessageReader {
    private final byte[] message;
    private final MessageUnpacker in;
    private final WireBounds bounds;
    private int depth;
    private int values;

    MessageReader(byte[] message, WireBounds bounds) {
        this.message = message;
        this.bounds = bounds;
        in = MessagePack.newDefaultUnpacker(message);
    }

    PolicyValue read() throws WireFault {
        try {
            PolicyValue value = value();
            if (in.hasNext()) {
                throw new WireFault("the message has " + left() + " bytes behind its end");
            }
            return value;
        } catch (MessageInsufficientBufferException e) {
            throw new WireFault("the message ends in the middle of a value, after " + message.length + " bytes", e);
        } catch (MessagePackException | IOException e) {
            throw new WireFault("at byte " + in.getTotalReadBytes() + " the message is not msgpack", e);
        }
    }

    private PolicyValue value() throws IOException, WireFault {
        count();
        MessageFormat format = in.getNextFormat();
        return switch (format) {
            case NIL -> {
                in.unpackNil();
                yield new Nil();
            }
            case BOOLEAN -> new Truth(in.unpackBoolean());
            case POSFIXINT, NEGFIXINT, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 ->
                new Whole(in.unpackBigInteger());
            case FLOAT32 -> new Single(in.unpackFloat());
            case FLOAT64 -> new Real(in.unpackDouble());
            case FIXSTR, STR8, STR16, STR32 -> new Text(text());
            case BIN8, BIN16, BIN32 -> new Bytes(payload(in.unpackBinaryHeader()));
            case FIXARRAY, ARRAY16, ARRAY32 -> items();
            case FIXMAP, MAP16, MAP32 -> map();
            case EXT8, EXT16, EXT32, FIXEXT1, FIXEXT2, FIXEXT4, FIXEXT8, FIXEXT16 ->
                throw new WireFault("at byte " + in.getTotalReadBytes()
                        + " stands a msgpack extension; this protocol has none, arrays are maps");
            case NEVER_USED ->
                throw new WireFault("at byte " + in.getTotalReadBytes() + " stands 0xc1, which is no msgpack");
        };
    }

    private PolicyValue items() throws IOException, WireFault {
        deeper();
        int size = in.unpackArrayHeader();
        announced(size, 1, "items");
        List<PolicyValue> items = new ArrayList<>(Math.min(size, bounds.values()));
        for (int i = 0; i < size; i++) {
            items.add(value());
        }
        depth--;
        return new Items(items);
    }

    private PolicyValue map() throws IOException, WireFault {
        deeper();
        int size = in.unpackMapHeader();
        announced(size, 2, "entries");
        Map<String, PolicyValue> named = new LinkedHashMap<>();
        NumpyMap numpy = new NumpyMap();
        for (int i = 0; i < size; i++) {
            long at = in.getTotalReadBytes();
            MessageFormat format = in.getNextFormat();
            switch (format) {
                case FIXSTR, STR8, STR16, STR32 -> {
                    String key = text();
                    if (key.equals(NumpyKeys.ARRAY) || key.equals(NumpyKeys.SCALAR)) {
                        throw new WireFault("the key " + key + " at byte " + at
                                + " is text; it must be bytes, else Python reads a dictionary and no array");
                    }
                    if (named.put(key, value()) != null) {
                        throw new WireFault("the key '" + key + "' stands twice in one map");
                    }
                }
                case BIN8, BIN16, BIN32 -> {
                    String key = UTF_8.decode(payload(in.unpackBinaryHeader())).toString();
                    numpy.put(key, value());
                }
                default -> throw new WireFault("the key at byte " + at + " is neither text nor bytes but " + format);
            }
        }
        depth--;
        Optional<PolicyValue> built = numpy.build(named);
        return built.isPresent() ? built.get() : new Fields(named);
    }

    /** Each item takes at least that many bytes, so more than are left cannot follow. */
    private void announced(int size, int least, String what) throws WireFault {
        if ((long) size * least > left()) {
            throw new WireFault("%d %s are announced, but only %d bytes follow".formatted(size, what, left()));
        }
    }

    private String text() throws IOException, WireFault {
        int length = in.unpackRawStringHeader();
        if (length > bounds.textBytes()) {
            throw new WireFault("a text of " + length + " bytes; at most " + bounds.textBytes() + " are taken");
        }
        try {
            return UTF_8.newDecoder().decode(payload(length)).toString();
        } catch (CharacterCodingException e) {
            throw new WireFault("the text before byte " + in.getTotalReadBytes() + " is not UTF-8", e);
        }
    }

    /** A view of the next bytes of the message. */
    private ByteBuffer payload(int length) throws IOException, WireFault {
        if (length > left()) {
            throw new WireFault("%d bytes are announced, but only %d follow".formatted(length, left()));
        }
        ByteBuffer view = ByteBuffer.wrap(message, Math.toIntExact(in.getTotalReadBytes()), length)
                .slice();
        // Steps over them without a copy.
        in.readPayloadAsReference(length);
        return view;
    }

    private long left() {
        return message.length - in.getTotalReadBytes();
    }

    private void count() throws WireFault {
        if (++values > bounds.values()) {
            throw new WireFault("the message has more than " + bounds.values() + " values");
        }
    }

    private void deeper() throws WireFault {
        if (++depth > bounds.depth()) {
            throw new WireFault("the message is nested deeper than " + bounds.depth() + " maps and lists");
        }
    }
}
