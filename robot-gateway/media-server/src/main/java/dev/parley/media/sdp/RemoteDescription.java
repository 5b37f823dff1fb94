package dev.parley.media.sdp;

import dev.parley.media.dtls.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the other side says of itself, checked for what a bundled video needs. Everything else in it is tolerated. */
public final class RemoteDescription {

    static final String PLAYOUT_DELAY = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";

    private static final int LONGEST = 65_536;

    private final String text;
    private final List<MediaSection> sections;
    private final int video;
    private final Fingerprint fingerprint;
    private final String setup;
    private final List<VideoFormat> formats;

    private RemoteDescription(String text, MediaSection session, List<MediaSection> sections, int video) {
        this.text = text;
        this.sections = sections;
        this.video = video;
        MediaSection section = sections.get(video);
        required(section, session, "ice-ufrag");
        try {
            fingerprint = Fingerprint.parse(required(section, session, "fingerprint"));
        } catch (IllegalArgumentException e) {
            throw new SdpException(String.valueOf(e.getMessage()));
        }
        setup = section.value("setup").or(() -> session.value("setup")).orElse("actpass");
        if (!section.has("rtcp-mux")) {
            throw new SdpException("the video needs a=rtcp-mux: RTP and RTCP share one port here");
        }
        formats = VideoFormat.of(section);
    }

    /**
     * Reads a description.
     *
     * @throws SdpException naming what is missing
     */
    public static RemoteDescription parse(String sdp) {
        if (sdp.length() > LONGEST || !sdp.startsWith("v=0")) {
            throw new SdpException("a session description begins with v=0 and has at most " + LONGEST + " characters");
        }
        List<String> attributes = new ArrayList<>();
        List<MediaSection> sections = new ArrayList<>();
        String line = "";
        MediaSection session = null;
        for (String next : (sdp + "\nm=").split("\r?\n")) {
            if (next.startsWith("a=")) {
                attributes.add(next.substring(2).trim());
            } else if (next.startsWith("m=")) {
                if (session == null) {
                    session = new MediaSection("session", 0, "", List.of(), List.copyOf(attributes));
                } else {
                    sections.add(MediaSection.parse(line, attributes));
                }
                attributes.clear();
                line = next.substring(2);
            }
        }
        int video = 0;
        while (video < sections.size() && !sections.get(video).isVideo()) {
            video++;
        }
        if (session == null || video == sections.size()) {
            throw new SdpException("there is no video in it");
        }
        return new RemoteDescription(sdp, session, sections, video);
    }

    private static String required(MediaSection section, MediaSection session, String name) {
        return section.value(name)
                .or(() -> session.value(name))
                .orElseThrow(() -> new SdpException("the video needs an a=" + name + " line"));
    }

    /** As it came. */
    public String text() {
        return text;
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** True if the other side waits for our handshake instead of beginning its own. */
    public boolean isPassive() {
        return setup.equals("passive");
    }

    public boolean sends() {
        return isOneOf("sendrecv", "sendonly");
    }

    public boolean receives() {
        return isOneOf("sendrecv", "recvonly");
    }

    private boolean isOneOf(String one, String other) {
        String direction = video().direction();
        return direction.equals(one) || direction.equals(other);
    }

    /** The formats both sides have, the other's favourite first. */
    public List<VideoFormat> formats() {
        return formats;
    }

    /** The format to use: what a publisher sends already, else the other side's favourite. */
    public VideoFormat choose(Optional<VideoFormat> published) {
        return published
                .map(wanted -> VideoFormat.like(wanted, formats)
                        .orElseThrow(
                                () -> new SdpException("the picture is " + wanted.codec() + ", which is not on offer")))
                .or(() -> formats.stream().findFirst())
                .orElseThrow(() ->
                        new SdpException("VP8, or H264 in packetization mode 1, is needed and neither is on offer"));
    }

    /** The id of the playout-delay extension, if the other side has it and a one-byte id for it. */
    public OptionalInt playoutDelay() {
        return video().values("extmap")
                .filter(value -> value.endsWith(" " + PLAYOUT_DELAY))
                .map(value -> value.split("[ /]")[0])
                .filter(id -> id.matches("[1-9]|1[0-4]"))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    MediaSection video() {
        return sections.get(video);
    }

    List<MediaSection> sections() {
        return sections;
    }

    /** The mid candidates are told for. */
    public String mid() {
        return video().value("mid").orElse("0");
    }

    public int line() {
        return video;
    }
}
