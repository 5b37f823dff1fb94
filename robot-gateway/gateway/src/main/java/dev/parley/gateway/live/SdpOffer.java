package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.regex.Pattern;

/** An offer as far as it can be judged before the media server reads it. */
record SdpOffer(String text) {

    static final int MAX_BYTES = 64 * 1024;

    /** Where a media section begins. */
    private static final Pattern SECTION = Pattern.compile("(?im)^m=");

    /** Port 0 says that a section is not used. */
    private static final Pattern SOUND = Pattern.compile("(?i)audio\\s+(?!0\\s).*", Pattern.DOTALL);

    private static final Pattern SENDS_NOTHING = Pattern.compile("(?im)^a=(inactive|recvonly)\\s*$");

    /**
     * An offer of pictures alone: a camera in a lab hears people who were never asked.
     *
     * @throws ParleyException as for any offer, and BODY_MALFORMED for one with sound
     */
    static SdpOffer toPublish(String body) {
        SdpOffer offer = parse(body);
        boolean sound = SECTION.splitAsStream(body)
                .anyMatch(section -> SOUND.matcher(section).matches()
                        && !SENDS_NOTHING.matcher(section).find());
        if (sound) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "the offer has an m=audio line; cameras send pictures without sound: leave that line out");
        }
        return offer;
    }

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
