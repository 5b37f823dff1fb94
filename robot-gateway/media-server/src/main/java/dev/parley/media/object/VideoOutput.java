package dev.parley.media.object;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.parley.station.webrtc.WebRtc;

/** The video an endpoint sends to its peer: frames pushed here are encoded for that peer alone. Thread-safe. */
final class VideoOutput {

    private final CustomVideoSource source = new CustomVideoSource();
    private final VideoTrack track;
    private boolean closed;

    VideoOutput(WebRtc webRtc) {
        track = webRtc.factory().createVideoTrack("video", source);
    }

    VideoTrack track() {
        return track;
    }

    /** Hands the frame to the encoder; it stays the caller's to release. */
    synchronized void push(VideoFrame frame) {
        if (!closed) {
            source.pushFrame(frame);
        }
    }

    /** After the peer connection is closed, never before. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        dispose(track::dispose);
        dispose(source::dispose);
    }

    /** libwebrtc's binding lets go of the native object and then reports an Error of its own: nothing is left to do. */
    private static void dispose(Runnable release) {
        try {
            release.run();
        } catch (Error alreadyGone) {
            if (alreadyGone instanceof VirtualMachineError) {
                throw alreadyGone;
            }
        }
    }
}
