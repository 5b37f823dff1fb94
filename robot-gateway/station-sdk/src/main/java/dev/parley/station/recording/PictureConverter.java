package dev.parley.station.recording;

import static dev.parley.station.recording.FfmpegLibrary.check;
import static dev.parley.station.recording.FfmpegLibrary.notNull;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/** Turns int[] ARGB pictures into BT.709 limited-range 4:2:0, the one form that every browser shows in the right colours. */
final class PictureConverter implements AutoCloseable {

    private static final int UNITY = 1 << 16;

    private final VideoFormat format;
    private final AVFrame source;
    private final AVFrame target;
    private final SwsContext scaler;

    PictureConverter(VideoFormat format) {
        this.format = format;
        source = frame(format, AV_PIX_FMT_BGRA);
        target = frame(format, AV_PIX_FMT_YUV420P);
        scaler = notNull(
                sws_getContext(
                        format.widthPx(),
                        format.heightPx(),
                        AV_PIX_FMT_BGRA,
                        format.widthPx(),
                        format.heightPx(),
                        AV_PIX_FMT_YUV420P,
                        SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT,
                        null,
                        null,
                        (DoublePointer) null),
                "Colour converter");
        IntPointer bt709 = sws_getCoefficients(SWS_CS_ITU709);
        check(sws_setColorspaceDetails(scaler, bt709, 1, bt709, 0, 0, UNITY, UNITY), "Choose BT.709");
    }

    /** The picture as the encoder wants it; valid until the next call. */
    AVFrame convert(int[] argb, long pts) {
        // 0xAARRGGBB in a little-endian int is the byte order B, G, R, A.
        IntPointer pixels = new IntPointer(source.data(0));
        int rowInts = source.linesize(0) / Integer.BYTES;
        for (int row = 0; row < format.heightPx(); row++) {
            pixels.position((long) row * rowInts).put(argb, row * format.widthPx(), format.widthPx());
        }
        // The encoder may still hold a reference to the last picture's buffer.
        check(av_frame_make_writable(target), "Frame buffer");
        check(
                sws_scale(
                        scaler,
                        source.data(),
                        source.linesize(),
                        0,
                        format.heightPx(),
                        target.data(),
                        target.linesize()),
                "Convert a frame");
        target.pts(pts);
        return target;
    }

    @Override
    public void close() {
        sws_freeContext(scaler);
        av_frame_free(source);
        av_frame_free(target);
    }

    private static AVFrame frame(VideoFormat format, int pixelFormat) {
        AVFrame frame = notNull(av_frame_alloc(), "Frame");
        frame.width(format.widthPx());
        frame.height(format.heightPx());
        frame.format(pixelFormat);
        check(av_frame_get_buffer(frame, 0), "Frame buffer");
        return frame;
    }
}
