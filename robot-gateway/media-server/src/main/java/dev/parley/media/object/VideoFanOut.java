package dev.parley.media.object;

import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * Decoded once, sent to many: takes the frames a publisher's decoder delivers and pushes each to every output. Keeps the
 * last one, so that who joins a picture that stands still sees it at once. Thread-safe.
 */
final class VideoFanOut implements VideoTrackSink {

    private final Set<VideoOutput> outputs = new CopyOnWriteArraySet<>();
    private final Runnable onFirstFrame;
    private @Nullable VideoFrame last;
    private boolean seen;
    private boolean closed;

    VideoFanOut(Runnable onFirstFrame) {
        this.onFirstFrame = onFirstFrame;
    }

    @Override
    public void onVideoFrame(VideoFrame frame) {
        if (keep(frame)) {
            for (VideoOutput output : outputs) {
                output.push(frame);
            }
        } else {
            frame.release();
        }
    }

    /** Takes over the caller's reference to the frame, unless this is closed. */
    private boolean keep(VideoFrame frame) {
        boolean first;
        synchronized (this) {
            if (closed) {
                return false;
            }
            if (last != null) {
                last.release();
            }
            last = frame;
            first = !seen;
            seen = true;
        }
        if (first) {
            onFirstFrame.run();
        }
        return true;
    }

    void add(VideoOutput output) {
        outputs.add(output);
        repeatTo(output);
    }

    void remove(VideoOutput output) {
        outputs.remove(output);
    }

    /** Pushes the last frame again, dated now: an encoder drops what looks older than what it had. */
    synchronized void repeatTo(VideoOutput output) {
        if (last != null && outputs.contains(output)) {
            output.push(new VideoFrame(last.buffer, last.rotation, System.nanoTime()));
        }
    }

    boolean isFlowing() {
        synchronized (this) {
            return seen;
        }
    }

    synchronized void close() {
        closed = true;
        outputs.clear();
        if (last != null) {
            last.release();
            last = null;
        }
    }
}
