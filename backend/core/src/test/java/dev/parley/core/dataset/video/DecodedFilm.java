package dev.parley.core.dataset.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** A video as a player sees it: each picture's own number, made from all of its decoded pixels, and when it is shown. */
public record DecodedFilm(List<Picture> pictures, int streams) {

    public record Picture(double atS, long pixels) {}

    static {
        System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        av_log_set_level(AV_LOG_ERROR);
    }

    public List<Long> pixels() {
        return pictures.stream().map(Picture::pixels).toList();
    }

    public static DecodedFilm read(Path file) {
        AVFormatContext container = new AVFormatContext(null);
        good(avformat_open_input(container, file.toString(), null, null));
        good(avformat_find_stream_info(container, (PointerPointer<?>) null));
        AVStream track = container.streams(0);
        int streams = container.nb_streams();
        AVCodecContext decoder =
                avcodec_alloc_context3(avcodec_find_decoder(track.codecpar().codec_id()));
        good(avcodec_parameters_to_context(decoder, track.codecpar()));
        decoder.thread_count(1);
        good(avcodec_open2(decoder, avcodec_find_decoder(decoder.codec_id()), (AVDictionary) null));
        List<Picture> pictures = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        while (av_read_frame(container, packet) >= 0) {
            good(avcodec_send_packet(decoder, packet));
            av_packet_unref(packet);
            drain(decoder, frame, track, pictures);
        }
        avcodec_send_packet(decoder, null);
        drain(decoder, frame, track, pictures);
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        avformat_close_input(container);
        return new DecodedFilm(pictures, streams);
    }

    private static void drain(AVCodecContext decoder, AVFrame frame, AVStream track, List<Picture> pictures) {
        while (avcodec_receive_frame(decoder, frame) >= 0) {
            double atS = frame.pts()
                    * (double) track.time_base().num()
                    / track.time_base().den();
            pictures.add(new Picture(atS, pixels(frame)));
        }
    }

    private static long pixels(AVFrame frame) {
        CRC32 sum = new CRC32();
        for (int plane = 0; plane < 3; plane++) {
            int width = plane == 0 ? frame.width() : frame.width() / 2;
            int height = plane == 0 ? frame.height() : frame.height() / 2;
            byte[] row = new byte[width];
            for (int y = 0; y < height; y++) {
                try (BytePointer bytes = new BytePointer(frame.data(plane))) {
                    bytes.position((long) y * frame.linesize(plane)).get(row);
                }
                sum.update(row);
            }
        }
        return sum.getValue();
    }

    private static void good(int code) {
        assertThat(code).as("ffmpeg's answer").isNotNegative();
    }
}
