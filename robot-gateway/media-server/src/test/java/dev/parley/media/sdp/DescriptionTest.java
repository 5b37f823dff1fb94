package dev.parley.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.media.dtls.Fingerprint;
import dev.parley.media.ice.IceCredentials;
import dev.parley.media.rtp.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private static final String PRINT = "sha-256 " + "AB:".repeat(31) + "CD";

    private static final String PLAYER = """
            v=0
            o=- 1 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1 2
            a=fingerprint:%s
            m=audio 9 UDP/TLS/RTP/SAVPF 111 0
            c=IN IP4 0.0.0.0
            a=mid:0
            a=recvonly
            m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103
            c=IN IP4 0.0.0.0
            a=ice-ufrag:abcd
            a=ice-pwd:0123456789012345678901
            a=setup:actpass
            a=mid:1
            a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay
            a=recvonly
            a=rtcp-mux
            a=rtpmap:96 VP8/90000
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            a=rtpmap:102 H264/90000
            a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42001f
            a=rtpmap:103 H264/90000
            a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            a=mid:2
            """.formatted(PRINT).replace("\n", "\r\n");

    private final LocalDescription ours =
            new LocalDescription(new IceCredentials("wxyz", "abcdefghijklmnopqrstuv"), Fingerprint.parse(PRINT), 4242);

    @Test
    void onlyTheVideoIsAcceptedAndOnlyInOneFormat() {
        RemoteDescription offer = RemoteDescription.parse(PLAYER);
        String answer = ours.answer(offer, offer.choose(Optional.empty()), List.of());
        assertThat(answer.lines())
                .contains(
                        "m=audio 0 UDP/TLS/RTP/SAVPF 111 0",
                        "m=video 9 UDP/TLS/RTP/SAVPF 96",
                        "m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
                        "a=group:BUNDLE 1",
                        "a=ice-lite",
                        "a=setup:passive",
                        "a=sendonly",
                        "a=ssrc:4242 cname:parley",
                        "a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay")
                .noneMatch(line -> line.contains("rtx") || line.contains("goog-remb") || line.contains("candidate"));
    }

    @Test
    void viewerIsAnsweredWithWhatThePublisherSends() {
        RemoteDescription offer = RemoteDescription.parse(PLAYER);
        VideoFormat published = new VideoFormat(
                VideoCodec.H264, 125, "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e02a");
        assertThat(offer.choose(Optional.of(published)).payloadType()).isEqualTo(103);
        RemoteDescription onlyVp8 = RemoteDescription.parse(PLAYER.replace("H264", "VP9"));
        assertThatThrownBy(() -> onlyVp8.choose(Optional.of(published)))
                .isInstanceOf(SdpException.class)
                .hasMessage("the picture is H264, which is not on offer");
    }

    @Test
    void publisherThatWaitsForTheHandshakeIsTakenAtItsWord() {
        RemoteDescription offer = RemoteDescription.parse(
                PLAYER.replace("a=setup:actpass", "a=setup:passive").replace("a=recvonly", "a=sendonly"));
        String answer =
                ours.answer(offer, offer.choose(Optional.empty()), List.of("candidate:1 1 udp 1 192.0.2.1 9 typ host"));
        assertThat(answer.lines())
                .contains("a=setup:active", "a=recvonly", "a=rtcp-fb:96 goog-remb", "a=end-of-candidates")
                .noneMatch(line -> line.startsWith("a=ssrc"));
    }

    @Test
    void ourOwnOfferIsOneWeCouldAnswer() {
        RemoteDescription offer = RemoteDescription.parse(ours.offer(List.of()));
        assertThat(offer.formats()).extracting(VideoFormat::codec).containsExactly(VideoCodec.VP8, VideoCodec.H264);
        assertThat(offer.sends() && offer.receives()).isTrue();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused("hello", "begins with v=0");
        assertRefused("v=0\r\n", "no video");
        assertRefused(PLAYER.replace("m=video 9", "m=video 0"), "no video");
        assertRefused(PLAYER.replace("m=video 9", "m=video nine"), "m=kind port protocol formats");
        assertRefused(PLAYER.replace("a=ice-ufrag:abcd\r\n", ""), "a=ice-ufrag");
        assertRefused(PLAYER.replace("a=rtcp-mux\r\n", ""), "rtcp-mux");
        assertRefused(PLAYER.replace("sha-256", "md5"), "md5");
        assertRefused(PLAYER.replace("VP8", "AV1").replace("H264", "VP9"), "neither is on offer");
    }

    @Test
    void brokenDescriptionsAreRefusedAndNothingWorse() {
        Random random = new Random(17);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder broken = new StringBuilder(PLAYER);
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                int at = random.nextInt(3, broken.length());
                switch (random.nextInt(3)) {
                    case 0 -> broken.setCharAt(at, (char) random.nextInt(1, 256));
                    case 1 -> broken.deleteCharAt(at);
                    default -> broken.insert(at, broken.charAt(random.nextInt(broken.length())));
                }
            }
            try {
                RemoteDescription offer = RemoteDescription.parse(broken.toString());
                ours.answer(offer, offer.choose(Optional.empty()), List.of());
            } catch (SdpException refused) {
                assertThat(refused).hasMessageMatching("(?s).+");
            }
        }
    }

    private static void assertRefused(String sdp, String because) {
        assertThatThrownBy(() -> RemoteDescription.parse(sdp).choose(Optional.empty()))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining(because);
    }
}
