package dev.parley.core.dataset.video;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Recordings one after another in one MP4 file: frame n of the k-th is frame (sum of the lengths before it) + n of the whole, with the
 * very bytes it had, shown at that number / fps. Its index stands in front; one track, no sound, one rate.
 */
public final class JoinedVideo {
    /** Ticks a frame: as many as ffmpeg's own muxer takes. */
    private static final int TICKS = 512;

    private static final int MOVIE_SCALE = 1000;

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

        long payload() {
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
        byte[] type = box("ftyp", body -> {
            body.writeBytes("isom");
            body.writeInt(512);
            body.writeBytes("isomiso2avc1mp41");
        });
        boolean wide = payload > Integer.MAX_VALUE;
        int dataHead = wide ? 16 : 8;
        // The index has the same length whatever the places in it are.
        int indexLength = index(0, wide).length;
        output.write(type);
        output.write(index((long) type.length + indexLength + dataHead, wide));
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

    private byte[] index(long dataAt, boolean wide) throws IOException {
        Mp4Track first = parts.getFirst().track();
        int scale = first.fps() * TICKS;
        long ticks = (long) frames * TICKS;
        long movieTicks = Math.round(frames * (double) MOVIE_SCALE / first.fps());
        return box("moov", movie -> {
            movie.write(box("mvhd", body -> movieHead(body, movieTicks)));
            movie.write(box("trak", track -> {
                track.write(box("tkhd", body -> trackHead(body, movieTicks, first)));
                track.write(box("mdia", media -> {
                    media.write(box("mdhd", body -> {
                        // Version 1: long enough for any number of frames.
                        body.writeInt(0x01000000);
                        body.writeLong(0);
                        body.writeLong(0);
                        body.writeInt(scale);
                        body.writeLong(ticks);
                        // "und", as three letters of five bits.
                        body.writeShort(0x55C4);
                        body.writeShort(0);
                    }));
                    media.write(box("hdlr", body -> {
                        body.writeInt(0);
                        body.writeInt(0);
                        body.writeBytes("vide");
                        body.write(new byte[12]);
                        body.writeBytes("VideoHandler");
                        body.write(0);
                    }));
                    media.write(box("minf", info -> {
                        info.write(box("vmhd", body -> {
                            body.writeInt(1);
                            body.write(new byte[8]);
                        }));
                        info.write(box(
                                "dinf",
                                body -> body.write(box("dref", list -> {
                                    list.writeInt(0);
                                    list.writeInt(1);
                                    list.write(box("url ", here -> here.writeInt(1)));
                                }))));
                        info.write(box("stbl", table -> samples(table, first, dataAt, wide)));
                    }));
                }));
            }));
        });
    }

    private static void movieHead(DataOutputStream body, long ticks) throws IOException {
        body.writeInt(0x01000000);
        body.writeLong(0);
        body.writeLong(0);
        body.writeInt(MOVIE_SCALE);
        body.writeLong(ticks);
        body.writeInt(0x00010000);
        body.writeShort(0x0100);
        body.write(new byte[10]);
        unturned(body);
        body.write(new byte[24]);
        body.writeInt(2);
    }

    private static void trackHead(DataOutputStream body, long ticks, Mp4Track track) throws IOException {
        body.writeInt(0x01000003);
        body.writeLong(0);
        body.writeLong(0);
        body.writeInt(1);
        body.writeInt(0);
        body.writeLong(ticks);
        body.write(new byte[16]);
        unturned(body);
        body.writeInt(track.widthPx() << 16);
        body.writeInt(track.heightPx() << 16);
    }

    private static void unturned(DataOutputStream body) throws IOException {
        for (int value : new int[] {0x00010000, 0, 0, 0, 0x00010000, 0, 0, 0, 0x40000000}) {
            body.writeInt(value);
        }
    }

    /** Each recording is one chunk. */
    private void samples(DataOutputStream table, Mp4Track first, long dataAt, boolean wide) throws IOException {
        table.write(box("stsd", body -> {
            body.writeInt(0);
            body.writeInt(1);
            body.write(first.description());
        }));
        table.write(box("stts", body -> {
            body.writeInt(0);
            body.writeInt(1);
            body.writeInt(frames);
            body.writeInt(TICKS);
        }));
        table.write(box("stss", this::keys));
        table.write(box("stsc", body -> {
            body.writeInt(0);
            body.writeInt(parts.size());
            for (int i = 0; i < parts.size(); i++) {
                body.writeInt(i + 1);
                body.writeInt(parts.get(i).frames());
                body.writeInt(1);
            }
        }));
        table.write(box("stsz", body -> {
            body.writeInt(0);
            body.writeInt(0);
            body.writeInt(frames);
            for (Part part : parts) {
                for (int i = 0; i < part.frames(); i++) {
                    body.writeInt(part.track().sizes()[i]);
                }
            }
        }));
        table.write(box(wide ? "co64" : "stco", body -> {
            body.writeInt(0);
            body.writeInt(parts.size());
            long at = dataAt;
            for (Part part : parts) {
                if (wide) {
                    body.writeLong(at);
                } else {
                    body.writeInt((int) at);
                }
                at += part.payload();
            }
        }));
    }

    private void keys(DataOutputStream body) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        int before = 0;
        for (Part part : parts) {
            int from = before;
            part.track().keys().stream()
                    .takeWhile(frame -> frame < part.frames())
                    .forEach(frame -> numbers.add(from + frame + 1));
            before += part.frames();
        }
        body.writeInt(0);
        body.writeInt(numbers.size());
        for (int number : numbers) {
            body.writeInt(number);
        }
    }

    private interface Content {
        void write(DataOutputStream body) throws IOException;
    }

    private static byte[] box(String type, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        body.writeInt(0);
        body.write(type.getBytes(StandardCharsets.ISO_8859_1));
        content.write(body);
        byte[] whole = bytes.toByteArray();
        int length = whole.length;
        for (int i = 0; i < 4; i++) {
            whole[i] = (byte) (length >>> (24 - 8 * i));
        }
        return whole;
    }
}
