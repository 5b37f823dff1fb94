package dev.parley.media.sdp;

import dev.parley.media.dtls.Fingerprint;
import dev.parley.media.ice.IceCredentials;
import dev.parley.media.rtp.VideoCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes our descriptions: ICE lite, one video, everything bundled with it. */
public final class LocalDescription {

    /** What our own offers call the codecs. */
    private static final List<VideoFormat> OFFERED = List.of(
            new VideoFormat(VideoCodec.VP8, 96, ""),
            new VideoFormat(
                    VideoCodec.H264, 98, "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"));

    private final IceCredentials credentials;
    private final Fingerprint fingerprint;
    private final int ssrc;

    /** @param ssrc what our video is called */
    public LocalDescription(IceCredentials credentials, Fingerprint fingerprint, int ssrc) {
        this.credentials = credentials;
        this.fingerprint = fingerprint;
        this.ssrc = ssrc;
    }

    /** The answer, with one format. */
    public String answer(RemoteDescription offer, VideoFormat format, List<String> candidates) {
        List<String> lines = new ArrayList<>();
        Optional<String> mid = offer.video().value("mid");
        start(lines, mid);
        for (int line = 0; line < offer.sections().size(); line++) {
            MediaSection section = offer.sections().get(line);
            if (line == offer.line()) {
                lines.add("m=video 9 " + section.protocol() + " " + format.payloadType());
                transport(lines, offer.isPassive() ? "active" : "passive", mid);
                String direction = direction(offer);
                lines.add("a=" + direction);
                format(lines, format, offer.sends());
                if (offer.receives()) {
                    offer.playoutDelay()
                            .ifPresent(id -> lines.add("a=extmap:" + id + " " + RemoteDescription.PLAYOUT_DELAY));
                    source(lines);
                }
                candidates(lines, candidates);
            } else {
                lines.add(
                        "m=" + section.kind() + " 0 " + section.protocol() + " " + String.join(" ", section.formats()));
                lines.add("c=IN IP4 0.0.0.0");
                section.value("mid").ifPresent(refused -> lines.add("a=mid:" + refused));
                lines.add("a=inactive");
            }
        }
        return text(lines);
    }

    /** An offer that lets the other side choose the format, the direction and who begins. */
    public String offer(List<String> candidates) {
        List<String> lines = new ArrayList<>();
        Optional<String> mid = Optional.of("0");
        start(lines, mid);
        lines.add("m=video 9 UDP/TLS/RTP/SAVPF "
                + String.join(
                        " ",
                        OFFERED.stream()
                                .map(one -> String.valueOf(one.payloadType()))
                                .toList()));
        transport(lines, "actpass", mid);
        lines.add("a=sendrecv");
        OFFERED.forEach(format -> format(lines, format, true));
        source(lines);
        candidates(lines, candidates);
        return text(lines);
    }

    private static String direction(RemoteDescription offer) {
        if (offer.sends()) {
            return offer.receives() ? "sendrecv" : "recvonly";
        }
        return offer.receives() ? "sendonly" : "inactive";
    }

    private void start(List<String> lines, Optional<String> mid) {
        lines.add("v=0");
        lines.add("o=- " + (ssrc & 0x7fff_ffffL) + " 2 IN IP4 127.0.0.1");
        lines.add("s=-");
        lines.add("t=0 0");
        mid.ifPresent(id -> lines.add("a=group:BUNDLE " + id));
        lines.add("a=msid-semantic: WMS parley");
        lines.add("a=ice-lite");
    }

    private void transport(List<String> lines, String setup, Optional<String> mid) {
        lines.add("c=IN IP4 0.0.0.0");
        lines.add("a=rtcp:9 IN IP4 0.0.0.0");
        lines.add("a=ice-ufrag:" + credentials.fragment());
        lines.add("a=ice-pwd:" + credentials.password());
        lines.add("a=fingerprint:" + fingerprint);
        lines.add("a=setup:" + setup);
        mid.ifPresent(id -> lines.add("a=mid:" + id));
        lines.add("a=rtcp-mux");
        lines.add("a=rtcp-rsize");
    }

    /** No retransmission stream: what is sent again is sent as it was, so that nobody's numbers need translating. */
    private static void format(List<String> lines, VideoFormat format, boolean limited) {
        int type = format.payloadType();
        lines.add("a=rtpmap:" + type + " " + format.codec() + "/90000");
        if (!format.parameters().isEmpty()) {
            lines.add("a=fmtp:" + type + " " + format.parameters());
        }
        lines.add("a=rtcp-fb:" + type + " nack");
        lines.add("a=rtcp-fb:" + type + " nack pli");
        lines.add("a=rtcp-fb:" + type + " ccm fir");
        if (limited) {
            lines.add("a=rtcp-fb:" + type + " goog-remb");
        }
    }

    private void source(List<String> lines) {
        String name = Integer.toUnsignedString(ssrc);
        lines.add("a=msid:parley video");
        lines.add("a=ssrc:" + name + " cname:parley");
        lines.add("a=ssrc:" + name + " msid:parley video");
    }

    private static void candidates(List<String> lines, List<String> candidates) {
        candidates.forEach(candidate -> lines.add("a=" + candidate));
        if (!candidates.isEmpty()) {
            lines.add("a=end-of-candidates");
        }
    }

    private static String text(List<String> lines) {
        return String.join("\r\n", lines) + "\r\n";
    }
}
