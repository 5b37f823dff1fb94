package dev.parley.station.recording;

import static dev.parley.station.recording.FfmpegLibrary.check;
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
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Reads a recording back, picture by picture, as a player would. */
record DecodedVideo(List<Picture> pictures, double durationS) {

    /** When a picture is shown and its marker. */
    record Picture(double atS, int marker) {}

    static DecodedVideo read(Path file) {
        FfmpegLibrary.load();
        AVFormatContext container = new AVFormatContext(null);
        check(avformat_open_input(container, file.toString(), null, null), "Open " + file);
        check(avformat_find_stream_info(container, (PointerPointer<?>) null), "Read " + file);
        AVStream track = container.streams(0);
        AVCodecContext decoder =
                avcodec_alloc_context3(avcodec_find_decoder(track.codecpar().codec_id()));
        check(avcodec_parameters_to_context(decoder, track.codecpar()), "Decoder");
        decoder.thread_count(1);
        check(avcodec_open2(decoder, avcodec_find_decoder(decoder.codec_id()), (AVDictionary) null), "Decoder");
        List<Picture> pictures = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        while (av_read_frame(container, packet) >= 0) {
            check(avcodec_send_packet(decoder, packet), "Decode");
            av_packet_unref(packet);
            drain(decoder, frame, track, pictures);
        }
        avcodec_send_packet(decoder, null);
        drain(decoder, frame, track, pictures);
        double durationS = container.duration() / 1e6;
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        avformat_close_input(container);
        return new DecodedVideo(pictures, durationS);
    }

    private static void drain(AVCodecContext decoder, AVFrame frame, AVStream track, List<Picture> pictures) {
        while (avcodec_receive_frame(decoder, frame) >= 0) {
            double atS = frame.pts()
                    * (double) track.time_base().num()
                    / track.time_base().den();
            pictures.add(new Picture(atS, marker(frame)));
        }
    }

    private static int marker(AVFrame frame) {
        int marker = 0;
        for (int bit = 0; bit < MarkedPicture.BITS; bit++) {
            int x = MarkedPicture.centreX(frame.width(), bit);
            long offset = (long) (frame.height() / 2) * frame.linesize(0) + x;
            try (BytePointer luma = new BytePointer(frame.data(0))) {
                marker |= (luma.get(offset) & 0xFF) > 128 ? 1 << bit : 0;
            }
        }
        return marker;
    }
}
