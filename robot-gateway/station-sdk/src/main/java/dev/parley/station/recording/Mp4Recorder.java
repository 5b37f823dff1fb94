package dev.parley.station.recording;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Records one camera of one episode as H.264 in MP4: frame n of the file is the n-th picture handed in, shown at n/fps.
 *
 * <p>Writes beside the final name (".part") and renames at {@link #finish}: a file under the final name is always whole. The same
 * pictures give the same bytes on one machine. Encoding happens in {@link #add} on the caller's thread, about 3 ms at 640×480.
 * One thread at a time. Any {@link RecordingException} ends the recording; {@link #close} then removes what was written. Beside it
 * the same video is written in pieces ({@link PartialRecording}), which is what is left of it when the process is killed.
 */
public final class Mp4Recorder implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final Path pieces;
    private final VideoFormat format;
    private final PictureConverter converter;
    private final H264Encoder encoder;
    private final Mp4File file;
    private final Mp4File evidence;
    private int added;
    private int written;
    private boolean finished;
    private boolean closed;

    private Mp4Recorder(Path target, VideoFormat format) {
        this.target = target;
        this.format = format;
        part = target.resolveSibling(requireNonNull(target.getFileName(), "target has no file name") + ".part");
        pieces = PartialRecording.besides(target);
        converter = new PictureConverter(format);
        encoder = new H264Encoder(format);
        Mp4File whole = null;
        try {
            whole = new Mp4File(part, encoder.context(), Mp4File.Layout.INDEX_IN_FRONT);
            evidence = new Mp4File(pieces, encoder.context(), Mp4File.Layout.PIECES);
        } catch (RecordingException e) {
            if (whole != null) {
                whole.close();
            }
            encoder.close();
            converter.close();
            remove(part);
            remove(pieces);
            throw e;
        }
        file = whole;
    }

    /**
     * Starts a recording that will lie at {@code target}; its folder must exist. What a crash left is overwritten.
     *
     * @throws RecordingException when the file cannot be created
     */
    public static Mp4Recorder open(Path target, VideoFormat format) {
        FfmpegLibrary.load();
        return new Mp4Recorder(requireNonNull(target, "target is null"), requireNonNull(format, "format is null"));
    }

    /** Loads the encoder's natives (about half a second the first time), so that the first episode does not wait for them. */
    public static void warmUp() {
        FfmpegLibrary.load();
        new H264Encoder(new VideoFormat(64, 64, 10)).close();
    }

    /**
     * Records a picture and returns its index.
     *
     * @param argb one int per pixel, 0xAARRGGBB, rows from the top; not kept
     */
    public int add(int[] argb) {
        if (argb.length != format.pixels()) {
            throw new IllegalArgumentException(
                    "A picture of this recording has " + format.pixels() + " pixels, this one has " + argb.length);
        }
        requireOpen();
        encode(converter.convert(argb, added));
        return added++;
    }

    /** Number of pictures recorded so far, which is the index of the next one. */
    public int frames() {
        return added;
    }

    /** Completes the file, forces it to the disk and gives it its name. */
    public Recording finish() {
        requireOpen();
        if (added == 0) {
            throw new RecordingException("Nothing was recorded for " + target + ": a video needs at least one picture");
        }
        encode(null);
        if (written != added) {
            throw new RecordingException(target + " would hold " + written + " frames of " + added);
        }
        file.finish();
        try {
            DiskSync.force(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            finished = true;
        } catch (IOException e) {
            throw new RecordingException("Finish " + target + ": " + e.getMessage(), e);
        } finally {
            close();
        }
        return new Recording(target, added, format);
    }

    /** Frees the natives; a recording that was not finished leaves nothing behind. Repeating does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        file.close();
        evidence.close();
        encoder.close();
        converter.close();
        remove(pieces);
        if (!finished) {
            remove(part);
        }
    }

    private void encode(@Nullable AVFrame picture) {
        encoder.encode(picture, this::write);
    }

    private void write(AVPacket packet) {
        file.write(packet);
        evidence.write(packet);
        written++;
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new RecordingException("Remove " + path + ": " + e.getMessage(), e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The recording of " + target + " has ended");
        }
    }
}
