package dev.parley.station.webrtc;

import dev.onvoid.webrtc.media.FourCC;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoBufferConverter;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * Turns pictures of one size, int per pixel as 0xAARRGGBB in row order, into libwebrtc frames. One thread at a time;
 * 640×480 takes about 0.3 ms.
 */
public final class ArgbFrames {

    private final int width;
    private final int height;
    private final ByteBuffer bytes;
    private final IntBuffer pixels;

    public ArgbFrames(int width, int height) {
        if (width < 16 || height < 16 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "a video frame is at least 16×16 and even both ways, not " + width + "×" + height);
        }
        this.width = width;
        this.height = height;
        bytes = ByteBuffer.allocateDirect(width * height * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        pixels = bytes.asIntBuffer();
    }

    /** A frame the caller must {@link VideoFrame#release() release}. The monotonic time is in nanoseconds. */
    public VideoFrame frame(int[] argb, long monotonicNs) {
        pixels.clear();
        pixels.put(argb, 0, width * height);
        NativeI420Buffer buffer = NativeI420Buffer.allocate(width, height);
        try {
            VideoBufferConverter.convertToI420(bytes, buffer, FourCC.ARGB);
        } catch (Exception e) {
            buffer.release();
            throw new IllegalStateException("libwebrtc cannot convert a " + width + "×" + height + " picture", e);
        }
        return new VideoFrame(buffer, monotonicNs);
    }
}
