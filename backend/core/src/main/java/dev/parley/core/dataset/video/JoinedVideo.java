package dev.parley.core.dataset.video;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Recordings one after another in one MP4 file: frame n of the k-th is frame (sum of the lengths before it) + n of the whole, with the
 * very bytes it had, shown at that number / fps. Its index stands in front; one track, no sound, one rate.
 */
public final class JoinedVideo {
    private final List<Part> parts = new ArrayList<>();
    private int frames;
    private long payload;

    /**
     * The first frames of one recording.
     *
     * @param frames how many; the rest is left out, which no frame before it notices
     */
    public record Part(Bytes recording, Mp4Track track, int frames) {
        public Part {
            if (frames < 1 || frames > track.frames()) {
                throw new IllegalArgumentException(
                        "a part has 1 to %d frames, not %d".formatted(track.frames(), frames));
            }
        }

        /** Bytes of its pictures. */
        public long payload() {
            long bytes = 0;
            for (int i = 0; i < frames; i++) {
                bytes += track.sizes()[i];
            }
            return bytes;
        }
    }

    /** Whether this one may follow those that are here. */
    public boolean takes(Mp4Track track) {
        return parts.isEmpty() || parts.getFirst().track().joins(track);
    }

    public void add(Part part) {
        if (!takes(part.track())) {
            throw new IllegalArgumentException("a recording of another coding needs a file of its own");
        }
        parts.add(part);
        frames += part.frames();
        payload += part.payload();
    }

    public int frames() {
        return frames;
    }

    /** Of all pictures, without the index. */
    public long payloadBytes() {
        return payload;
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Writes the whole file; pictures are copied through a small buffer. */
    public void write(OutputStream output) throws IOException {
        byte[] type = MovieIndex.box("ftyp", body -> {
            body.writeBytes("isom");
            body.writeInt(512);
            body.writeBytes("isomiso2avc1mp41");
        });
        boolean wide = payload > Integer.MAX_VALUE;
        int dataHead = wide ? 16 : 8;
        MovieIndex index = new MovieIndex(parts, frames, wide);
        // The index has the same length whatever the places in it are.
        int indexLength = index.startingAt(0).length;
        output.write(type);
        output.write(index.startingAt((long) type.length + indexLength + dataHead));
        DataOutputStream head = new DataOutputStream(output);
        if (wide) {
            head.writeInt(1);
            head.writeBytes("mdat");
            head.writeLong(payload + dataHead);
        } else {
            head.writeInt((int) (payload + dataHead));
            head.writeBytes("mdat");
        }
        head.flush();
        for (Part part : parts) {
            copy(part, output);
        }
        output.flush();
    }

    /** What lies together is read together. */
    private static void copy(Part part, OutputStream output) throws IOException {
        long[] offsets = part.track().offsets();
        int[] sizes = part.track().sizes();
        long start = offsets[0];
        long end = start;
        for (int i = 0; i < part.frames(); i++) {
            if (offsets[i] != end) {
                part.recording().copy(start, end - start, output);
                start = offsets[i];
                end = start;
            }
            end += sizes[i];
        }
        part.recording().copy(start, end - start, output);
    }
}
