package dev.parley.policy.link;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** Writes frames as a client does: whole and masked. Source: RFC 6455, section 5. Thread-safe. */
final class FrameWriter {
    private final OutputStream out;
    private final RandomGenerator random;

    FrameWriter(OutputStream out, RandomGenerator random) {
        this.out = out;
        this.random = random;
    }

    synchronized void write(int opcode, byte[] payload) throws IOException {
        int mask = random.nextInt();
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(mask);
        ByteBuffer in = ByteBuffer.wrap(payload);
        while (in.remaining() >= 4) {
            frame.putInt(in.getInt() ^ mask);
        }
        for (int shift = 24; in.hasRemaining(); shift -= 8) {
            frame.put((byte) (in.get() ^ mask >>> shift));
        }
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }
}
