package dev.parley.policy.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A protobuf message in a file, field by field, in constant memory: what nobody wants is passed over without being read, and nothing is
 * believed to be longer than what encloses it.
 */
final class ProtoFile {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_VARINT = 10;

    private final SeekableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    /** Of the buffer's first byte. */
    private long start;

    private final long size;

    ProtoFile(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        size = channel.size();
    }

    long size() {
        return size;
    }

    long position() {
        return start + buffer.position();
    }

    /** A field's number and how it is written. */
    record Key(int field, int wire) {}

    Key key(long end) throws IOException, OutlineFault {
        long tag = varint(end);
        int wire = (int) (tag & 7);
        long field = tag >>> 3;
        if (field < 1 || field > 536_870_911) {
            throw broken();
        }
        return new Key((int) field, wire);
    }

    long varint(long end) throws IOException, OutlineFault {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            byte next = next(end);
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw broken();
    }

    /** Where the message or text that begins here ends. */
    long length(long end) throws IOException, OutlineFault {
        long length = varint(end);
        if (length < 0 || length > end - position()) {
            throw broken();
        }
        return position() + length;
    }

    /** @throws OutlineFault where it is longer than that or no text */
    String text(long end, int longest) throws IOException, OutlineFault {
        long until = length(end);
        int length = Math.toIntExact(Math.min(until - position(), longest + 1L));
        if (length > longest) {
            throw new OutlineFault("One of its names is longer than %d bytes.".formatted(longest));
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = next(until);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new OutlineFault("One of its names is no text in UTF-8.");
        }
    }

    void skip(Key key, long end) throws IOException, OutlineFault {
        switch (key.wire()) {
            case VARINT -> varint(end);
            case FIXED64 -> seek(checked(position() + 8, end));
            case BYTES -> seek(length(end));
            case FIXED32 -> seek(checked(position() + 4, end));
            // Groups, which no ONNX file has, and what is none at all.
            default -> throw broken();
        }
    }

    private static long checked(long to, long end) throws OutlineFault {
        if (to > end) {
            throw broken();
        }
        return to;
    }

    private void seek(long to) {
        if (to - start <= buffer.limit()) {
            buffer.position((int) (to - start));
        } else {
            start = to;
            buffer.position(0).limit(0);
        }
    }

    private byte next(long end) throws IOException, OutlineFault {
        if (position() >= end) {
            throw broken();
        }
        if (!buffer.hasRemaining()) {
            start = position();
            buffer.clear();
            channel.position(start);
            if (channel.read(buffer) <= 0) {
                throw new EOFException("the file was shortened while it was read");
            }
            buffer.flip();
        }
        return buffer.get();
    }

    static OutlineFault broken() {
        return new OutlineFault("It is no ONNX file, or a broken one: its structure ends in the middle.");
    }
}
