package dev.parley.station.recording;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The video of a process that was killed: written in pieces of a second, each with its own index (fragmented MP4, ISO/IEC
 * 14496-12), of which the last may be torn.
 */
public final class PartialRecording {
    private static final int BOX_HEADER = 8;
    private static final String PIECE_INDEX = "moof";
    private static final String PIECE = "mdat";

    private PartialRecording() {}

    /** Where the pieces of a recording lie while it is made; a recording that came to its end leaves none. */
    public static Path besides(Path target) {
        return target.resolveSibling(requireNonNull(target.getFileName(), "target has no file name") + ".pieces");
    }

    /**
     * Cuts off what is torn.
     *
     * @return whether any whole second is left; then the file plays and frame n is still shown at n/fps
     */
    public static boolean keepWholePieces(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long whole = 0;
            boolean pieces = false;
            long at = 0;
            String before = "";
            while (channel.size() - at >= BOX_HEADER) {
                ByteBuffer header = ByteBuffer.allocate(BOX_HEADER);
                while (header.hasRemaining()) {
                    channel.read(header, at + header.position());
                }
                long size = Integer.toUnsignedLong(header.getInt(0));
                String type = new String(header.array(), Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
                if (size < BOX_HEADER || at + size > channel.size()) {
                    break;
                }
                at += size;
                // An index without its pictures would point behind the end.
                if (!type.equals(PIECE_INDEX)) {
                    whole = at;
                }
                pieces |= type.equals(PIECE) && before.equals(PIECE_INDEX);
                before = type;
            }
            channel.truncate(whole);
            channel.force(true);
            return pieces;
        }
    }
}
