package dev.parley.media.object;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few readings and repairs of session descriptions that libwebrtc leaves to us. */
final class OfferSdp {

    private static final Pattern RETRANSMISSION_PAIR = Pattern.compile("a=ssrc-group:FID (\\d+) (\\d+)\r?\n");

    private OfferSdp() {}

    /** True if the other side wants to receive video. */
    static boolean wantsVideo(String sdp) {
        boolean inVideo = false;
        for (String line : sdp.split("\r?\n")) {
            if (line.startsWith("m=")) {
                inVideo = line.startsWith("m=video");
            } else if (inVideo && (line.equals("a=recvonly") || line.equals("a=sendrecv"))) {
                return true;
            }
        }
        return false;
    }

    static String withoutCandidates(String sdp) {
        return sdp.replaceAll("a=(candidate:[^\r\n]*|end-of-candidates)\r?\n", "");
    }

    /** FFmpeg's WHIP muxer pairs its video with a retransmission source it never declares; libwebrtc refuses that. */
    static String withoutUndeclaredRetransmission(String sdp) {
        Matcher pairs = RETRANSMISSION_PAIR.matcher(sdp);
        return pairs.replaceAll(
                pair -> sdp.contains("a=ssrc:" + pair.group(2) + " ") ? Matcher.quoteReplacement(pair.group()) : "");
    }
}
