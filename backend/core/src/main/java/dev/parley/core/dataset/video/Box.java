package dev.parley.core.dataset.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** A box of an MP4 file that is in memory: its four letters and what is between its head and its end. */
record Box(String type, ByteBuffer body) {
    private static final int HEAD = 8;

    /** Hands over the boxes that stand one after another in {@code bytes}. */
    static void each(ByteBuffer bytes, Consumer<Box> taker) throws UnfitRecording {
        ByteBuffer rest = bytes.duplicate();
        while (rest.remaining() >= HEAD) {
            int start = rest.position();
            long size = Integer.toUnsignedLong(rest.getInt());
            byte[] letters = new byte[4];
            rest.get(letters);
            if (size == 1 && rest.remaining() >= 8) {
                size = rest.getLong();
            }
            if (size == 0) {
                size = rest.limit() - start;
            }
            int head = rest.position() - start;
            if (size < head || size > rest.limit() - start) {
                throw new UnfitRecording("its index is broken");
            }
            ByteBuffer body = rest.duplicate();
            body.limit((int) (start + size));
            taker.accept(new Box(new String(letters, StandardCharsets.ISO_8859_1), body.slice()));
            rest.position((int) (start + size));
        }
    }

    /** The first of its kind right inside this one. */
    Optional<Box> find(String wanted) throws UnfitRecording {
        Box[] found = new Box[1];
        each(body, box -> {
            if (found[0] == null && box.type().equals(wanted)) {
                found[0] = box;
            }
        });
        return Optional.ofNullable(found[0]);
    }

    Box require(String wanted) throws UnfitRecording {
        return find(wanted).orElseThrow(() -> new UnfitRecording("its index has no " + wanted.strip()));
    }

    /** Of a full box: past its version and flags. */
    ByteBuffer table() throws UnfitRecording {
        ByteBuffer table = body.duplicate();
        if (table.remaining() < 4) {
            throw new UnfitRecording("its index is broken");
        }
        table.position(4);
        return table;
    }

    int version() {
        return body.get(0);
    }
}
