package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpOfferTest {
    private static final String PICTURES =
            "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=sendonly\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n",
                "m=audio 54400 RTP/SAVPF 0 96\r\na=sendonly\r\n",
                "m=AUDIO  9 UDP/TLS/RTP/SAVPF 111\n"
            })
    void cameraThatOffersSoundIsRefusedInWords(String sound) {
        assertThatThrownBy(() -> SdpOffer.toPublish(PICTURES + sound))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BODY_MALFORMED))
                .hasMessageContaining("without sound");
        assertThatThrownBy(() -> SdpOffer.toPublish(PICTURES.replace("m=video", sound + "m=video")))
                .hasMessageContaining("without sound");
    }

    @Test
    void soundThatIsSwitchedOffIsNone() {
        assertThat(SdpOffer.toPublish(PICTURES + "m=audio 0 UDP/TLS/RTP/SAVPF 111\r\n")
                        .text())
                .contains("m=audio 0");
        for (String nothing : List.of("inactive", "recvonly")) {
            String section = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=" + nothing + "\r\n";
            assertThat(SdpOffer.toPublish(PICTURES + section).text()).contains(nothing);
            assertThatThrownBy(
                            () -> SdpOffer.toPublish(PICTURES.replace("m=video", "m=audio 9 X 1\r\nm=video") + section))
                    .hasMessageContaining("without sound");
        }
        assertThat(SdpOffer.toPublish(PICTURES + "a=x:m=audio 9\r\n").text()).contains("a=x");
        assertThat(SdpOffer.toPublish(PICTURES).text()).isEqualTo(PICTURES);
    }

    @Test
    void viewerMayOfferToHearWhatNobodySends() {
        String hearing = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=recvonly\r\n";
        assertThat(SdpOffer.toWatch(PICTURES.replace("sendonly", "recvonly") + hearing)
                        .text())
                .endsWith(hearing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffmpeg-publishes", "gstreamer-publishes"})
    void offersOfForeignPublishersAreTakenAsTheyCome(String name) throws Exception {
        String offer = offer(name);
        assertThat(SdpOffer.toPublish(offer).text()).isEqualTo(offer);
        assertThatThrownBy(() -> SdpOffer.toWatch(offer)).hasMessageContaining("it must be a=recvonly here");
    }

    @Test
    void offersOfForeignViewersAreTakenAsTheyCome() throws Exception {
        String offer = offer("gstreamer-watches");
        assertThat(SdpOffer.toWatch(offer).text()).isEqualTo(offer);
        assertThatThrownBy(() -> SdpOffer.toPublish(offer))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BODY_MALFORMED))
                .hasMessageContaining("a=recvonly; it must be a=sendonly here");
    }

    @Test
    void videoThatMightGoBothWaysGoesTheOneThatIsAskedFor() {
        String both = PICTURES.replace("sendonly", "sendrecv");
        assertThat(SdpOffer.toPublish(both).text()).isEqualTo(PICTURES);
        assertThat(SdpOffer.toWatch(both).text()).isEqualTo(PICTURES.replace("sendonly", "recvonly"));
    }

    @Test
    void directionThatIsNotSaidIsTheSessionsOrBoth() {
        String silent = PICTURES.replace("a=sendonly\r\n", "");
        assertThat(SdpOffer.toPublish(silent).text()).isEqualTo(PICTURES);
        assertThat(SdpOffer.toPublish(silent.stripTrailing()).text()).isEqualTo(PICTURES);
        String receiving = silent.replace("t=0 0\r\n", "t=0 0\r\na=recvonly\r\n");
        assertThat(SdpOffer.toWatch(receiving).text()).endsWith("SAVPF 96\r\na=recvonly\r\n");
        assertThatThrownBy(() -> SdpOffer.toPublish(receiving)).hasMessageContaining("it must be a=sendonly here");
    }

    @Test
    void everyVideoIsTurnedAndOneThatIsSwitchedOffIsNot() {
        String off = "m=video 0 UDP/TLS/RTP/SAVPF 97\r\na=inactive\r\n";
        String second = "m=video 9 UDP/TLS/RTP/SAVPF 98\r\na=mid:2\r\n";
        String data = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=sendrecv\r\n";
        assertThat(SdpOffer.toPublish(PICTURES + off + second + data).text())
                .isEqualTo(PICTURES + off + second + "a=sendonly\r\n" + data);
    }

    @Test
    void offerOfAsManyBytesAsThereMayBeIsTakenAndOneMoreIsNot() {
        String filled = PICTURES + "a=x:";
        String largest = filled + "y".repeat(SdpOffer.MAX_BYTES - filled.length() - 2) + "\r\n";
        assertThat(SdpOffer.toPublish(largest).text()).hasSize(SdpOffer.MAX_BYTES);
        assertThatThrownBy(() -> SdpOffer.toPublish(largest + "y")).hasMessageContaining("64 KiB");
    }

    /** Taken off the wire; the repository keeps other line ends. */
    private static String offer(String name) throws Exception {
        return Files.readString(Path.of("src", "test", "resources", "offers", name + ".sdp"))
                .replace("\n", "\r\n");
    }
}
