package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpOfferTest {
    private static final String PICTURES =
            "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n";

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
        assertThat(SdpOffer.parse(PICTURES + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=recvonly\r\n")
                        .text())
                .contains("recvonly");
    }
}
