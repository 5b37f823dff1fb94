package dev.parley.station.recording;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * The LGPL build of ffmpeg inside this process.
 *
 * <p>Only the libraries that encode and mux are loaded. The ffmpeg program is not used: it links libavdevice, which wants
 * X11, ALSA and PulseAudio, and a bare machine has none of them.
 */
final class FfmpegLibrary {

    private static final int MESSAGE_BYTES = 256;

    static {
        // JavaCPP would refuse to allocate once the process is larger than a multiple of -Xmx; ONNX Runtime and
        // libwebrtc make it so.
        System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        // Every native object here has one owner that frees it.
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        av_log_set_level(AV_LOG_ERROR);
    }

    private FfmpegLibrary() {}

    /** Loads the natives; later calls do nothing. */
    static void load() {
        // The static initialiser did it.
    }

    /** How the natives were configured: a build with --enable-gpl must never be shipped. */
    static String configuration() {
        return avcodec.avcodec_configuration().getString(StandardCharsets.UTF_8);
    }

    /** Returns the code when it is not negative. */
    static int check(int code, String what) {
        if (code < 0) {
            throw new RecordingException(what + ": " + message(code));
        }
        return code;
    }

    static <T> T notNull(@Nullable T object, String what) {
        if (object == null) {
            throw new RecordingException(what + ": out of memory or not in this build");
        }
        return object;
    }

    private static String message(int code) {
        byte[] text = new byte[MESSAGE_BYTES];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
