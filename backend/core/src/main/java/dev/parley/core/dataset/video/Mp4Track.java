package dev.parley.core.dataset.video;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The one video track of a recording: frame n is sample n, shown at n/fps.
 *
 * @param fps whole frames a second
 * @param description how to decode it, as it stands in the file; files whose pictures share one may be joined
 * @param offsets in bytes from the file's beginning, of each frame
 * @param sizes in bytes, of each frame
 * @param keys frames that need none before them
 */
@SuppressWarnings("ArrayRecordComponent") // Lives while one recording is copied; compared nowhere.
public record Mp4Track(
        int widthPx, int heightPx, int fps, byte[] description, long[] offsets, int[] sizes, BitSet keys) {
    private static final int MOST_FRAMES = 2_000_000;

    /** Bytes of a description before the boxes in it (ISO/IEC 14496-12, VisualSampleEntry). */
    private static final int DESCRIPTION_HEAD = 86;

    public int frames() {
        return sizes.length;
    }

    /** The codec's name as the format of data sets writes it. */
    public String codec() {
        return switch (new String(description, 4, 4, StandardCharsets.ISO_8859_1)) {
            case "avc1", "avc3" -> "h264";
            case "hvc1", "hev1" -> "hevc";
            case "av01" -> "av1";
            default -> "unknown";
        };
    }

    public boolean joins(Mp4Track other) {
        return fps == other.fps && Arrays.equals(description, other.description);
    }

    static Mp4Track of(Box movie) throws UnfitRecording {
        try {
            List<Box> tracks = new ArrayList<>();
            Box.each(movie.body(), box -> {
                if (box.type().equals("trak")) {
                    tracks.add(box);
                }
            });
            if (tracks.size() != 1) {
                throw new UnfitRecording("it has " + tracks.size() + " tracks instead of one");
            }
            return track(tracks.getFirst());
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new UnfitRecording("its index is broken");
        }
    }

    private static Mp4Track track(Box track) throws UnfitRecording {
        requireNoEdits(track);
        Box media = track.require("mdia");
        Box head = media.require("mdhd");
        int timescale = head.body().getInt(head.version() == 1 ? 20 : 12);
        Box table = media.require("minf").require("stbl");
        if (table.find("ctts").isPresent()) {
            throw new UnfitRecording("its pictures are stored in another order than they are shown");
        }
        ByteBuffer descriptions = table.require("stsd").table();
        if (descriptions.getInt() != 1) {
            throw new UnfitRecording("it changes its coding on the way");
        }
        int length = descriptions.getInt(descriptions.position());
        if (length < 36 || length > descriptions.remaining()) {
            throw new UnfitRecording("its index is broken");
        }
        byte[] description = new byte[length];
        descriptions.get(description);
        description = withoutBitRate(description);
        int[] sizes = sizes(table.require("stsz").table());
        ByteBuffer picture = ByteBuffer.wrap(description);
        return new Mp4Track(
                picture.getShort(32),
                picture.getShort(34),
                fps(table.require("stts").table(), timescale, sizes.length),
                description,
                offsets(table, sizes),
                sizes,
                keys(table.find("stss"), sizes.length));
    }

    /** How many bits a second there were is no part of how to decode it, and differs from recording to recording. */
    private static byte[] withoutBitRate(byte[] description) {
        ByteBuffer from = ByteBuffer.wrap(description);
        ByteBuffer to = ByteBuffer.allocate(description.length);
        byte[] type = new byte[4];
        int next = Math.min(DESCRIPTION_HEAD, description.length);
        to.put(description, 0, next);
        while (description.length - next >= 8) {
            int length = from.getInt(next);
            if (length < 8 || length > description.length - next) {
                throw new IllegalArgumentException("a box ends behind its description");
            }
            from.get(next + 4, type);
            if (!new String(type, StandardCharsets.ISO_8859_1).equals("btrt")) {
                to.put(description, next, length);
            }
            next += length;
        }
        to.put(description, next, description.length - next);
        to.putInt(0, to.position());
        return Arrays.copyOf(to.array(), to.position());
    }

    /** Only an edit that shows everything from the first picture on changes nothing. */
    private static void requireNoEdits(Box track) throws UnfitRecording {
        Optional<Box> edits = track.find("edts");
        if (edits.isEmpty()) {
            return;
        }
        Box list = edits.get().require("elst");
        ByteBuffer table = list.table();
        int count = table.getInt();
        long start = list.version() == 1 ? table.getLong(table.position() + 8) : table.getInt(table.position() + 4);
        if (count != 1 || start != 0) {
            throw new UnfitRecording("it shows its pictures at other times than they are stored for");
        }
    }

    private static int fps(ByteBuffer durations, int timescale, int frames) throws UnfitRecording {
        int entries = durations.getInt();
        int first = 0;
        int seen = 0;
        for (int i = 0; i < entries; i++) {
            int count = durations.getInt();
            int duration = durations.getInt();
            if (i == 0) {
                first = duration;
            }
            seen += count;
            // How long the last one stays says nothing about the rate.
            if (duration != first && !(count == 1 && seen == frames)) {
                throw new UnfitRecording("its pictures do not follow each other at one rate");
            }
        }
        if (first <= 0 || timescale <= 0 || timescale % first != 0) {
            throw new UnfitRecording("it has no whole number of pictures a second");
        }
        return timescale / first;
    }

    private static int[] sizes(ByteBuffer table) throws UnfitRecording {
        int all = table.getInt();
        int count = table.getInt();
        if (count <= 0 || count > MOST_FRAMES) {
            throw new UnfitRecording("it has " + Integer.toUnsignedString(count) + " pictures");
        }
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = all == 0 ? table.getInt() : all;
        }
        return sizes;
    }

    private static long[] offsets(Box table, int[] sizes) throws UnfitRecording {
        Optional<Box> wide = table.find("co64");
        ByteBuffer chunks =
                wide.isPresent() ? wide.get().table() : table.require("stco").table();
        int chunkCount = chunks.getInt();
        ByteBuffer runs = table.require("stsc").table();
        int runCount = runs.getInt();
        long[] offsets = new long[sizes.length];
        int sample = 0;
        int run = -1;
        int perChunk = 0;
        int nextRunAt = runCount > 0 ? runs.getInt(runs.position()) : Integer.MAX_VALUE;
        for (int chunk = 1; chunk <= chunkCount; chunk++) {
            if (chunk == nextRunAt) {
                run++;
                perChunk = runs.getInt(runs.position() + 12 * run + 4);
                nextRunAt = run + 1 < runCount ? runs.getInt(runs.position() + 12 * (run + 1)) : Integer.MAX_VALUE;
            }
            long at = wide.isPresent() ? chunks.getLong() : Integer.toUnsignedLong(chunks.getInt());
            for (int i = 0; i < perChunk && sample < sizes.length; i++) {
                offsets[sample] = at;
                at += sizes[sample];
                sample++;
            }
        }
        if (sample != sizes.length) {
            throw new UnfitRecording("its index names more pictures than it has places for");
        }
        return offsets;
    }

    private static BitSet keys(Optional<Box> table, int frames) throws UnfitRecording {
        BitSet keys = new BitSet(frames);
        if (table.isEmpty()) {
            keys.set(0, frames);
            return keys;
        }
        ByteBuffer numbers = table.get().table();
        int count = numbers.getInt();
        for (int i = 0; i < count; i++) {
            int picture = numbers.getInt();
            if (picture < 1 || picture > frames) {
                throw new UnfitRecording("its index is broken");
            }
            keys.set(picture - 1);
        }
        if (!keys.get(0)) {
            throw new UnfitRecording("its first picture cannot be shown by itself");
        }
        return keys;
    }
}
