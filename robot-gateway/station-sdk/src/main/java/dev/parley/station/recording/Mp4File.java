package dev.parley.station.recording;

import static dev.parley.station.recording.FfmpegLibrary.check;
import static dev.parley.station.recording.FfmpegLibrary.notNull;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * One MP4 file with one H.264 track. Carries no date and no program name: the same packets give the same file.
 */
final class Mp4File implements AutoCloseable {

    /** How the file is laid out. */
    enum Layout {
        /** Its index in front, written at the end: a browser plays and seeks after the first bytes. */
        INDEX_IN_FRONT("+faststart"),
        /** A piece with its own index for every key frame, on its way to the disk at once: readable however it ends. */
        PIECES("+frag_keyframe+empty_moov+default_base_moof");

        private final String flags;

        Layout(String flags) {
            this.flags = flags;
        }
    }

    private final Path path;
    private final Layout layout;
    private final AVFormatContext container = new AVFormatContext(null);
    private final AVStream track;
    private final AVCodecContext encoder;
    private boolean open;

    Mp4File(Path path, AVCodecContext encoder, Layout layout) {
        this.path = path;
        this.layout = layout;
        this.encoder = encoder;
        check(avformat_alloc_output_context2(container, null, "mp4", path.toString()), "MP4 container");
        track = notNull(avformat_new_stream(container, null), "MP4 track");
        try {
            check(avcodec_parameters_from_context(track.codecpar(), encoder), "MP4 track");
            track.time_base(encoder.time_base());
            track.avg_frame_rate(encoder.framerate());
            container.flags(container.flags() | AVFMT_FLAG_BITEXACT);
            AVIOContext output = new AVIOContext(null);
            check(avio_open(output, path.toString(), AVIO_FLAG_WRITE), "Create " + path);
            container.pb(output);
            open = true;
            writeHeader();
        } catch (RecordingException e) {
            close();
            throw e;
        }
    }

    /** Takes a packet in the encoder's time base; the caller's stays as it is. */
    void write(AVPacket packet) {
        AVPacket own = notNull(av_packet_clone(packet), "Packet");
        try {
            own.stream_index(track.index());
            own.duration(1);
            av_packet_rescale_ts(own, encoder.time_base(), track.time_base());
            check(av_interleaved_write_frame(container, own), "Write " + path);
        } finally {
            av_packet_free(own);
        }
    }

    /** Writes the index and closes the file; an error of any earlier buffered write comes out here at the latest. */
    void finish() {
        check(av_write_trailer(container), "Finish " + path);
        check(container.pb().error(), "Write " + path);
        open = false;
        check(avio_closep(container.pb()), "Close " + path);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            avio_closep(container.pb());
        }
        avformat_free_context(container);
    }

    private void writeHeader() {
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "movflags", layout.flags, 0);
            if (layout == Layout.PIECES) {
                av_dict_set(options, "flush_packets", "1", 0);
            }
            check(avformat_write_header(container, options), "Start " + path);
        } finally {
            av_dict_free(options);
        }
    }
}
