package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;

/** An offer as far as it can be judged before the media server reads it. */
record SdpOffer(String text) {

    static final int MAX_BYTES = 64 * 1024;

    /** @throws ParleyException UPLOAD_TOO_LARGE or BODY_MALFORMED, saying what an offer looks like */
    static SdpOffer parse(String body) {
        if (body.length() > MAX_BYTES || body.getBytes(UTF_8).length > MAX_BYTES) {
            throw new ParleyException(ErrorCode.UPLOAD_TOO_LARGE, "an offer has at most 64 KiB");
        }
        if (!body.startsWith("v=0")) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, "the body must be an SDP offer, beginning with v=0");
        }
        if (!body.contains("\nm=video ")) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, "the offer has no m=video line; live is video only");
        }
        return new SdpOffer(body);
    }
}
