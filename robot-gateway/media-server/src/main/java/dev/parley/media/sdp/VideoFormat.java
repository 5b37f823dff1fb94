package dev.parley.media.sdp;

import dev.parley.media.rtp.VideoCodec;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A codec as a description names it.
 *
 * @param payloadType 0 to 127
 * @param parameters the {@code fmtp} line's, empty for none
 */
public record VideoFormat(VideoCodec codec, int payloadType, String parameters) {

    static List<VideoFormat> of(MediaSection section) {
        return section.formats().stream()
                .flatMap(format -> read(section, format).stream())
                .toList();
    }

    private static Optional<VideoFormat> read(MediaSection section, String format) {
        String map = section.of("rtpmap", format).orElse("").toUpperCase(Locale.ROOT);
        String parameters = section.of("fmtp", format).orElse("");
        if (!format.matches("\\d{1,3}") || Integer.parseInt(format) > 127) {
            return Optional.empty();
        }
        if (map.equals("VP8/90000")) {
            return Optional.of(new VideoFormat(VideoCodec.VP8, Integer.parseInt(format), parameters));
        }
        return map.equals("H264/90000") && parameters.contains("packetization-mode=1")
                ? Optional.of(new VideoFormat(VideoCodec.H264, Integer.parseInt(format), parameters))
                : Optional.empty();
    }

    /** The one that can carry what a publisher sends: the same codec, and of H.264 rather the same profile. */
    static Optional<VideoFormat> like(VideoFormat wanted, List<VideoFormat> offered) {
        return offered.stream()
                .filter(one -> one.codec() == wanted.codec())
                .max(Comparator.comparing(one -> one.profile().equals(wanted.profile())));
    }

    private String profile() {
        int at = parameters.indexOf("profile-level-id=");
        return at < 0 || parameters.length() < at + 21 ? "" : parameters.substring(at + 17, at + 21);
    }
}
