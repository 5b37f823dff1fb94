package dev.parley.policy.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.buffer.MessageBuffer;

/**
 * Messages as bytes and back. What Python's client of the protocol wrote is written again byte for byte: shortest
 * integers, text and bytes apart, arrays as maps whose keys are bytes. Thread-safe.
 */
public final class PolicyWire {
    private final WireBounds bounds;

    public PolicyWire(WireBounds bounds) {
        this.bounds = bounds;
    }

    public WireBounds bounds() {
        return bounds;
    }

    /**
     * Reads exactly one message. Lengths are believed only where the bytes are there, so that nothing is set aside for what
     * was merely announced. Arrays keep {@code message} and look into it.
     */
    public PolicyValue read(byte[] message) throws WireFault {
        if (message.length > bounds.bytes()) {
            throw new WireFault(
                    "the message has " + message.length + " bytes; at most " + bounds.bytes() + " are taken");
        }
        return new MessageReader(message, bounds).read();
    }

    /** @throws WireFault where it is larger than the bounds */
    public byte[] write(PolicyValue value) throws WireFault {
        List<ByteBuffer> pieces = pieces(value);
        ByteBuffer whole = ByteBuffer.allocate(
                pieces.stream().mapToInt(ByteBuffer::remaining).sum());
        pieces.forEach(whole::put);
        return whole.array();
    }

    /**
     * The same in pieces, one after the other: what arrays and bytes hold is not copied, so it has to stay as it is until the message
     * has left.
     *
     * @throws WireFault where it is larger than the bounds
     */
    public List<ByteBuffer> pieces(PolicyValue value) throws WireFault {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            new MessageWriter(packer, bounds).write(value);
            packer.flush();
            List<ByteBuffer> pieces = packer.toBufferList().stream()
                    .map(MessageBuffer::sliceAsByteBuffer)
                    .toList();
            long bytes = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
            if (bytes > bounds.bytes()) {
                throw new WireFault(
                        "the message would have " + bytes + " bytes; at most " + bounds.bytes() + " are sent");
            }
            return pieces;
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory always takes what is written", e);
        }
    }
}
