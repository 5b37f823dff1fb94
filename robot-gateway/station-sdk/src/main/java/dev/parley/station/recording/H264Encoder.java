package dev.parley.station.recording;

import static dev.parley.station.recording.FfmpegLibrary.check;
import static dev.parley.station.recording.FfmpegLibrary.notNull;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_CONSTRAINED_BASELINE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * openh264 with one thread, a key frame every second and no skipped frames: the same pictures give the same bytes, every
 * picture gives one packet, and a player can seek to any second cheaply. Packets carry pts n in units of 1/fps.
 */
final class H264Encoder implements AutoCloseable {

    /** Clean at 640×480: about 1.2 Mbit/s at 20 frames per second; still scenes take less. */
    private static final double BITS_PER_PIXEL = 0.2;

    private final AVCodecContext context;
    private final AVPacket packet;

    H264Encoder(VideoFormat format) {
        AVCodec codec = notNull(avcodec_find_encoder_by_name("libopenh264"), "openh264");
        context = notNull(avcodec_alloc_context3(codec), "Encoder");
        packet = notNull(av_packet_alloc(), "Packet");
        context.width(format.widthPx());
        context.height(format.heightPx());
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base(av_make_q(1, format.fps()));
        context.framerate(av_make_q(format.fps(), 1));
        context.gop_size(format.fps());
        context.bit_rate(Math.round(format.pixels() * format.fps() * BITS_PER_PIXEL));
        context.thread_count(1);
        context.profile(AV_PROFILE_H264_CONSTRAINED_BASELINE);
        context.colorspace(AVCOL_SPC_BT709);
        context.color_primaries(AVCOL_PRI_BT709);
        context.color_trc(AVCOL_TRC_BT709);
        context.color_range(AVCOL_RANGE_MPEG);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
        try {
            check(avcodec_open2(context, codec, (PointerPointer<?>) null), "Open the H.264 encoder");
        } catch (RecordingException e) {
            close();
            throw e;
        }
    }

    /** For the muxer: size, extra data and colours as the encoder settled them. */
    AVCodecContext context() {
        return context;
    }

    /** Encodes one picture, or with null what is still inside; every packet goes to {@code sink}, which does not keep it. */
    void encode(@Nullable AVFrame picture, Consumer<AVPacket> sink) {
        check(avcodec_send_frame(context, picture), "Encode a frame");
        int received = avcodec_receive_packet(context, packet);
        while (received >= 0) {
            sink.accept(packet);
            av_packet_unref(packet);
            received = avcodec_receive_packet(context, packet);
        }
        if (received != AVERROR_EAGAIN() && received != AVERROR_EOF) {
            check(received, "Encode a frame");
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
