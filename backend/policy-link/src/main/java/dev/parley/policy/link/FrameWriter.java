package dev.parley.policy.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Writes whole frames, as a client masked, as a server plain. Source: RFC 6455, section 5. Thread-safe. */
final class FrameWriter {
    private static final int LONGEST_HEADER = 14;
    private static final int LONGEST_REASON = 123;

    private final OutputStream out;
    private final Optional<RandomGenerator> masks;

    private FrameWriter(OutputStream out, Optional<RandomGenerator> masks) {
        this.out = out;
        this.masks = masks;
    }

    static FrameWriter masking(OutputStream out, RandomGenerator random) {
        return new FrameWriter(out, Optional.of(random));
    }

    static FrameWriter plain(OutputStream out) {
        return new FrameWriter(out, Optional.empty());
    }

    void write(int opcode, byte[] payload) throws IOException {
        write(opcode, List.of(ByteBuffer.wrap(payload)));
    }

    /** @param pieces one after the other */
    synchronized void write(int opcode, List<ByteBuffer> pieces) throws IOException {
        int length = pieces.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer frame = ByteBuffer.allocate(length + LONGEST_HEADER);
        int masked = masks.isPresent() ? 0x80 : 0;
        frame.put((byte) (0x80 | opcode));
        if (length < 126) {
            frame.put((byte) (masked | length));
        } else if (length < 65_536) {
            frame.put((byte) (masked | 126)).putShort((short) length);
        } else {
            frame.put((byte) (masked | 127)).putLong(length);
        }
        if (masks.isPresent()) {
            int mask = masks.get().nextInt();
            frame.putInt(mask);
            int done = 0;
            for (ByteBuffer piece : pieces) {
                int bytes = piece.remaining();
                Masking.apply(piece.duplicate(), Integer.rotateLeft(mask, 8 * (done & 3)), frame);
                done += bytes;
            }
        } else {
            pieces.forEach(piece -> frame.put(piece.duplicate()));
        }
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    /** Says goodbye; of the reason as much as a frame holds. */
    void close(int code, String reason) throws IOException {
        byte[] words = reason.getBytes(UTF_8);
        int length = Math.min(words.length, LONGEST_REASON);
        while (length < words.length && (words[length] & 0xc0) == 0x80) {
            length--;
        }
        byte[] payload = new byte[2 + length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(Arrays.copyOf(words, length), 0, payload, 2, length);
        write(FrameReader.CLOSE, payload);
    }
}
