package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An offer as far as it can be judged before the media server reads it. */
record SdpOffer(String text) {

    static final int MAX_BYTES = 64 * 1024;

    /** Where a media section begins. */
    private static final Pattern SECTION = Pattern.compile("(?im)^m=");

    private static final Pattern BEFORE_SECTION = Pattern.compile("(?m)(?=^m=)");
    private static final Pattern VIDEO = Pattern.compile("m=video +(?!0 )");

    /** Port 0 says that a section is not used. */
    private static final Pattern SOUND = Pattern.compile("(?i)audio\\s+(?!0\\s).*", Pattern.DOTALL);

    private static final Pattern SENDS_NOTHING = Pattern.compile("(?im)^a=(inactive|recvonly)\\s*$");

    private static final Pattern DIRECTION = Pattern.compile("(?im)^a=(sendrecv|sendonly|recvonly|inactive)[ \\t]*$");

    /**
     * An offer of pictures alone: a camera in a lab hears people who were never asked. It comes back as one that only sends, so that
     * the answer only receives (RFC 9725, section 4.4).
     *
     * @throws ParleyException as for any offer, and BODY_MALFORMED for one with sound or one that sends nothing
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
        return offer.facing("sendonly");
    }

    /**
     * An offer to watch. It comes back as one that only receives: whoever watches sends nothing.
     *
     * @throws ParleyException as for any offer, and BODY_MALFORMED for one that receives nothing
     */
    static SdpOffer toWatch(String body) {
        return parse(body).facing("recvonly");
    }

    /** @throws ParleyException UPLOAD_TOO_LARGE or BODY_MALFORMED, saying what an offer looks like */
    private static SdpOffer parse(String body) {
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

    /** With this direction in each video that may go both ways, be it said or, by saying nothing, meant (RFC 8866, section 6.7). */
    private SdpOffer facing(String direction) {
        String[] parts = BEFORE_SECTION.split(text);
        String meant = direction(parts[0]).orElse("sendrecv");
        return new SdpOffer(Arrays.stream(parts)
                .map(part -> VIDEO.matcher(part).lookingAt() ? turned(part, meant, direction) : part)
                .collect(Collectors.joining()));
    }

    private static String turned(String video, String meant, String wanted) {
        Optional<String> said = direction(video);
        String offered = said.orElse(meant);
        if (!offered.equals("sendrecv") && !offered.equals(wanted)) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "the video is offered as a=" + offered + "; it must be a=" + wanted + " here");
        }
        String line = "a=" + wanted;
        return said.isPresent()
                ? DIRECTION.matcher(video).replaceAll(line)
                : video.stripTrailing() + "\r\n" + line + "\r\n";
    }

    private static Optional<String> direction(String part) {
        return DIRECTION
                .matcher(part)
                .results()
                .findFirst()
                .map(said -> said.group(1).toLowerCase(Locale.ROOT));
    }
}
