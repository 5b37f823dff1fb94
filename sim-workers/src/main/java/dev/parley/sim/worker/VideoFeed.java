package dev.parley.sim.worker;

import dev.parley.station.recording.Mp4Recorder;
import dev.parley.station.recording.Pictures;
import dev.parley.station.recording.Recording;
import dev.parley.station.recording.VideoFormat;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The video of one camera of one episode. Every picture is rendered once and goes to the recording, which takes each, to the
 * live view, which takes what it can, and about once a second to a poster. Used by the episode's thread alone.
 */
final class VideoFeed implements AutoCloseable {

    /** Draws the present state into one int per pixel, 0xAARRGGBB, rows from the top. */
    @FunctionalInterface
    interface Renderer {
        void render(int[] argb);
    }

    private final VideoFormat format;
    private final Renderer renderer;
    private final Mp4Recorder recorder;
    private final Consumer<int[]> live;
    private final Consumer<byte[]> posters;
    private final int[] argb;
    private int lastPoster = -1;

    /**
     * Starts the recording.
     *
     * @param live must neither wait nor keep the array
     * @param posters gets JPEGs of at most 64 KiB; must not wait
     * @throws dev.parley.station.recording.RecordingException when the file cannot be created
     */
    VideoFeed(Path file, VideoFormat format, Renderer renderer, Consumer<int[]> live, Consumer<byte[]> posters) {
        this.format = format;
        this.renderer = renderer;
        this.live = live;
        this.posters = posters;
        argb = new int[format.widthPx() * format.heightPx()];
        recorder = Mp4Recorder.open(file, format);
    }

    /**
     * Shows the present state without recording it.
     *
     * @param asPoster whether whoever plays no video gets it too
     */
    void showStill(boolean asPoster) {
        renderer.render(argb);
        live.accept(argb);
        if (asPoster) {
            posters.accept(Pictures.poster(argb, format.widthPx(), format.heightPx()));
        }
    }

    /** Renders, records and shows one picture; returns its index in the recording. */
    int capture() {
        renderer.render(argb);
        int frame = recorder.add(argb);
        live.accept(argb);
        if (frame % format.fps() == 0) {
            poster(frame);
        }
        return frame;
    }

    /** Completes the recording; the last picture becomes the last poster, so that lists show how it ended. */
    Recording finish() {
        if (recorder.frames() > 0 && lastPoster != recorder.frames() - 1) {
            poster(recorder.frames() - 1);
        }
        return recorder.finish();
    }

    private void poster(int frame) {
        posters.accept(Pictures.poster(argb, format.widthPx(), format.heightPx()));
        lastPoster = frame;
    }

    /** Abandons a recording that was not finished. */
    @Override
    public void close() {
        recorder.close();
    }
}
