package dev.parley.core.dataset.video;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The index of an MP4 file (ISO/IEC 14496-12, 8.2 to 8.7): one video track, whose chunks are the recordings. Its length does not depend
 * on where the pictures are.
 *
 * @param frames of all parts together
 * @param wide whether places in the file take eight bytes
 */
record MovieIndex(List<JoinedVideo.Part> parts, int frames, boolean wide) {
    /** Ticks a frame: as many as ffmpeg's own muxer takes. */
    private static final int TICKS = 512;

    private static final int MOVIE_SCALE = 1000;

    /** @param dataAt where the pictures begin in the file, in bytes */
    byte[] startingAt(long dataAt) throws IOException {
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
                        info.write(box("stbl", table -> samples(table, first, dataAt)));
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
    private void samples(DataOutputStream table, Mp4Track first, long dataAt) throws IOException {
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
            for (JoinedVideo.Part part : parts) {
                for (int i = 0; i < part.frames(); i++) {
                    body.writeInt(part.track().sizes()[i]);
                }
            }
        }));
        table.write(box(wide ? "co64" : "stco", body -> {
            body.writeInt(0);
            body.writeInt(parts.size());
            long at = dataAt;
            for (JoinedVideo.Part part : parts) {
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
        for (JoinedVideo.Part part : parts) {
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

    interface Content {
        void write(DataOutputStream body) throws IOException;
    }

    /** One box of ISO/IEC 14496-12: its length, its four letters, what is in it. */
    static byte[] box(String type, Content content) throws IOException {
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
