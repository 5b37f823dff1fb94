package dev.parley.gateway.live;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.ArrayList;
import java.util.List;
import org.kurento.client.IceCandidate;

/** Candidates that trickle in after the offer: {@code application/trickle-ice-sdpfrag}, RFC 8840. */
record SdpFragment(List<IceCandidate> candidates) {

    static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_CANDIDATES = 64;

    /** @throws ParleyException UPLOAD_TOO_LARGE, or BODY_MALFORMED if it has too many candidates or names no media section for one */
    static SdpFragment parse(String body) {
        if (body.length() > MAX_BYTES) {
            throw new ParleyException(ErrorCode.UPLOAD_TOO_LARGE, "candidates come in at most 16 KiB at a time");
        }
        List<IceCandidate> candidates = new ArrayList<>();
        String mid = "";
        int line = -1;
        for (String text : body.split("\r?\n")) {
            if (text.startsWith("m=")) {
                line++;
                mid = "";
            } else if (text.startsWith("a=mid:")) {
                mid = text.substring("a=mid:".length()).strip();
            } else if (text.startsWith("a=candidate:")) {
                if (mid.isEmpty()) {
                    throw new ParleyException(
                            ErrorCode.BODY_MALFORMED, "a candidate must follow the m= and a=mid: lines it belongs to");
                }
                candidates.add(new IceCandidate(text.substring("a=".length()), mid, Math.max(line, 0)));
            }
        }
        if (candidates.size() > MAX_CANDIDATES) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "a fragment carries at most " + MAX_CANDIDATES + " candidates");
        }
        return new SdpFragment(List.copyOf(candidates));
    }

    /** An ICE restart names new credentials and nothing that belongs to the old: the end of candidates does. */
    static boolean isRestart(String body) {
        return body.contains("a=ice-ufrag:")
                && body.contains("a=ice-pwd:")
                && !body.contains("a=candidate:")
                && !body.contains("a=end-of-candidates");
    }
}
