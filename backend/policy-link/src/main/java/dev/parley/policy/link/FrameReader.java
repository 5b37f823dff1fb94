package dev.parley.policy.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Puts the frames that a server sends together to messages. What a frame announces is compared with what is taken before
 * anything is set aside for it. Source: RFC 6455, section 5.
 */
final class FrameReader {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int LARGEST_CONTROL_FRAME = 125;
    private static final int MOST_FRAGMENTS = 4_096;

    /** What the server's control frames want. */
    interface Control {
        void ping(byte[] payload) throws IOException, LinkFault;

        void pong() throws LinkFault;
    }

    private final DataInputStream in;
    private final int mostBytes;
    private final Control control;

    FrameReader(DataInputStream in, int mostBytes, Control control) {
        this.in = in;
        this.mostBytes = mostBytes;
        this.control = control;
    }

    /** The next message; blocks. */
    Message next() throws IOException, LinkFault {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int kind = CONTINUATION;
        int fragments = 0;
        while (true) {
            int first = in.readUnsignedByte();
            int opcode = first & 0x0f;
            boolean last = (first & 0x80) != 0;
            if ((first & 0x70) != 0) {
                throw broken("bits are set that no extension was agreed for");
            }
            long length = length();
            if (opcode >= CLOSE) {
                if (!last || length > LARGEST_CONTROL_FRAME) {
                    throw broken("a control frame is in pieces or longer than 125 bytes");
                }
                if (opcode == CLOSE) {
                    return closed(in.readNBytes((int) length));
                }
                controlled(opcode, in.readNBytes((int) length));
                continue;
            }
            if ((opcode == CONTINUATION) == (kind == CONTINUATION)) {
                throw broken("the pieces of a message are out of order");
            }
            if (opcode > BINARY) {
                throw broken("a frame is of an unknown kind");
            }
            kind = opcode == CONTINUATION ? kind : opcode;
            if (length > mostBytes - whole.size()) {
                throw new LinkFault(
                        LinkFault.Kind.TOO_LARGE,
                        "The policy server announced a message of %d bytes; at most %d are taken."
                                .formatted(whole.size() + length, mostBytes));
            }
            if (++fragments > MOST_FRAGMENTS) {
                throw broken("a message comes in more than " + MOST_FRAGMENTS + " pieces");
            }
            byte[] part = in.readNBytes((int) length);
            if (part.length < length) {
                throw new java.io.EOFException();
            }
            if (last && whole.size() == 0) {
                return message(kind, part);
            }
            whole.writeBytes(part);
            if (last) {
                return message(kind, whole.toByteArray());
            }
        }
    }

    private long length() throws IOException, LinkFault {
        int second = in.readUnsignedByte();
        if ((second & 0x80) != 0) {
            throw broken("a server does not mask its frames");
        }
        return switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> {
                long length = in.readLong();
                if (length < 0) {
                    throw broken("a frame announces a negative length");
                }
                yield length;
            }
            default -> second;
        };
    }

    private void controlled(int opcode, byte[] payload) throws IOException, LinkFault {
        if (opcode == PING) {
            control.ping(payload);
        } else if (opcode == PONG) {
            control.pong();
        } else {
            throw broken("a frame is of an unknown kind");
        }
    }

    private static Message message(int kind, byte[] bytes) throws LinkFault {
        if (kind == BINARY) {
            return new Message.Binary(bytes);
        }
        try {
            return new Message.Words(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw broken("a text is not UTF-8");
        }
    }

    private static Message closed(byte[] payload) {
        int code = payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        return new Message.Ended(new LinkFault(
                code == 1011 ? LinkFault.Kind.SAID_ERROR : LinkFault.Kind.CLOSED,
                "The policy server ended the connection (code " + code + ")."));
    }

    private static LinkFault broken(String what) {
        return new LinkFault(LinkFault.Kind.MALFORMED, "The policy server broke the WebSocket's rules: " + what + ".");
    }
}
