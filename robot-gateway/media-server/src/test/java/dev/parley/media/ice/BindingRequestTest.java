package dev.parley.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the sample request of RFC 5769, section 2.1. */
class BindingRequestTest {

    private static final byte[] SAMPLE = HexFormat.of()
            .parseHex("000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff"
                    + "80290008932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249"
                    + "c1b571a280280004e57a3bcf");
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    @Test
    void sampleOfTheStandardIsRead() {
        BindingRequest request = BindingRequest.read(SAMPLE, SAMPLE.length).orElseThrow();
        assertThat(request.fragment()).isEqualTo("evtj");
        assertThat(request.isNominating()).isFalse();
        assertThat(request.isSignedWith(PASSWORD)).isTrue();
        assertThat(request.isSignedWith("VOkJxbRl1RmTxUk/WvJxBT")).isFalse();
    }

    @Test
    void responseNamesTheSenderAndIsSigned() {
        BindingRequest request = BindingRequest.read(SAMPLE, SAMPLE.length).orElseThrow();
        byte[] response = request.response(new InetSocketAddress("192.0.2.1", 32853), PASSWORD);
        // RFC 5769, section 2.2: the mapped address of 192.0.2.1:32853.
        assertThat(HexFormat.of().formatHex(response, 20, 32)).isEqualTo("002000080001a147e112a643");
        assertThat(Arrays.copyOf(response, 2)).isEqualTo(new byte[] {1, 1});
        assertThat(response.length).isLessThan(2 * 64);
    }

    @Test
    void anythingElseIsNoRequest() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = SAMPLE.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            int length = random.nextInt(4) == 0 ? random.nextInt(changed.length) : changed.length;
            assertThat(BindingRequest.read(changed, length)).isEmpty();
        }
    }
}
