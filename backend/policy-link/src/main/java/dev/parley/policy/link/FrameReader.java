package dev.parley.policy.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Puts the frames that the other side sends together to messages. What a frame announces is compared with what is taken before
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

    /** So much is set aside for what was announced; more only as it comes. */
    private static final int AT_ONCE = 1024 * 1024;

    /** Who sends what is read here. */
    enum Peer {
        SERVER("The policy server", false),
        CLIENT("The client", true);

        private final String name;
        private final boolean masks;

        Peer(String name, boolean masks) {
            this.name = name;
            this.masks = masks;
        }
    }

    /** What the other side's control frames want. */
    interface Control {
        void ping(byte[] payload) throws IOException, LinkFault;

        void pong() throws LinkFault;
    }

    private final DataInputStream in;
    private final int mostBytes;
    private final Peer peer;
    private final Control control;

    FrameReader(DataInputStream in, int mostBytes, Peer peer, Control control) {
        this.in = in;
        this.mostBytes = mostBytes;
        this.peer = peer;
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
                    return closed(payload((int) length));
                }
                controlled(opcode, payload((int) length));
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
                        "%s announced a message of %d bytes; at most %d are taken."
                                .formatted(peer.name, whole.size() + length, mostBytes));
            }
            if (++fragments > MOST_FRAGMENTS) {
                throw broken("a message comes in more than " + MOST_FRAGMENTS + " pieces");
            }
            byte[] part = payload((int) length);
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
        if ((second & 0x80) != 0 != peer.masks) {
            throw broken(peer.masks ? "a client masks its frames" : "a server does not mask its frames");
        }
        return switch (second & 0x7f) {
            case 126 -> in.readUnsignedShort();
            case 127 -> {
                long length = in.readLong();
                if (length < 0) {
                    throw broken("a frame announces a negative length");
                }
                yield length;
            }
            default -> second & 0x7f;
        };
    }

    private byte[] payload(int length) throws IOException {
        int mask = peer.masks ? in.readInt() : 0;
        byte[] payload;
        if (length <= AT_ONCE) {
            payload = new byte[length];
            in.readFully(payload);
        } else {
            payload = in.readNBytes(length);
            if (payload.length < length) {
                throw new EOFException();
            }
        }
        if (mask != 0) {
            Masking.apply(ByteBuffer.wrap(payload), mask, ByteBuffer.wrap(payload));
        }
        return payload;
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

    private Message message(int kind, byte[] bytes) throws LinkFault {
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

    private Message closed(byte[] payload) {
        int code = payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        return new Message.Ended(new LinkFault(
                code == 1011 ? LinkFault.Kind.SAID_ERROR : LinkFault.Kind.CLOSED,
                peer.name + " ended the connection (code " + code + ")."));
    }

    private LinkFault broken(String what) {
        return new LinkFault(LinkFault.Kind.MALFORMED, peer.name + " broke the WebSocket's rules: " + what + ".");
    }
}
