package dev.parley.core.dataset.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds the index of a recording, in front or at the end, with few reads: each may be a request to a store. */
public final class Mp4Index {
    private static final int HEAD = 16;
    private static final int FIRST_READ = 128 * 1024;
    private static final int LARGEST_INDEX = 32 * 1024 * 1024;

    private Mp4Index() {}

    /**
     * Reads it.
     *
     * @throws UnfitRecording saying why the recording cannot be joined with others
     */
    public static Mp4Track read(Bytes recording) throws IOException {
        byte[] front = recording.read(0, (int) Math.min(FIRST_READ, recording.size()));
        long at = 0;
        while (at + 8 <= recording.size()) {
            int headLength = (int) Math.min(HEAD, recording.size() - at);
            ByteBuffer head = ByteBuffer.wrap(part(recording, front, at, headLength));
            long size = Integer.toUnsignedLong(head.getInt());
            byte[] letters = new byte[4];
            head.get(letters);
            String type = new String(letters, StandardCharsets.ISO_8859_1);
            int skip = 8;
            if (size == 1) {
                size = head.getLong();
                skip = 16;
            } else if (size == 0) {
                size = recording.size() - at;
            }
            if (size < skip || size > recording.size() - at) {
                throw new UnfitRecording("it is not whole");
            }
            if (type.equals("moof")) {
                throw new UnfitRecording("it is stored in pieces");
            }
            if (type.equals("moov")) {
                if (size > LARGEST_INDEX) {
                    throw new UnfitRecording("its index is too large");
                }
                Mp4Track track = Mp4Track.of(new Box(
                        type,
                        ByteBuffer.wrap(part(recording, front, at + skip, (int) size - skip))
                                .slice()));
                requireInside(track, recording.size());
                return track;
            }
            at += size;
        }
        throw new UnfitRecording("it has no index");
    }

    private static byte[] part(Bytes recording, byte[] front, long first, int length) throws IOException {
        if (first + length > front.length) {
            return recording.read(first, length);
        }
        byte[] part = new byte[length];
        System.arraycopy(front, (int) first, part, 0, length);
        return part;
    }

    private static void requireInside(Mp4Track track, long size) throws UnfitRecording {
        for (int i = 0; i < track.frames(); i++) {
            if (track.sizes()[i] < 0 || track.offsets()[i] < 0 || track.offsets()[i] + track.sizes()[i] > size) {
                throw new UnfitRecording("it is not whole");
            }
        }
    }
}
