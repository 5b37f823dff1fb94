package dev.parley.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against the vectors of RFC 3711, appendix B, and of libsrtp's own test. */
class SrtpTest {

    private static final SrtpKey KEY =
            new SrtpKey(hex("E1F97A0D3E018BE0D64FA32C06DE4139"), hex("0EC675AD498AFEEBB6960B3AABE6"));

    private static final byte[] PLAIN = hex("800f1234decafbadcafebabeabababababababababababababababab");
    private static final byte[] PROTECTED =
            hex("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");

    private final SrtpReceiver receiver = new SrtpReceiver(KEY);
    private final SrtpSender sender = new SrtpSender(KEY);

    @Test
    void sessionKeysAreThoseOfTheStandard() {
        assertThat(KEY.derive(0, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(KEY.derive(2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(KEY.derive(1, 20)).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void keyStreamIsThatOfTheStandard() {
        byte[] stream = new byte[32];
        new CounterMode(hex("2B7E151628AED2A6ABF7158809CF4F3C"))
                .apply(hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"), stream, 0, 32);
        assertThat(stream).isEqualTo(hex("E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB"));
    }

    @Test
    void packetIsProtectedAsLibsrtpDoesAndOpensAgain() {
        byte[] packet = Arrays.copyOf(PLAIN, 64);
        int length = sender.protectRtp(packet, PLAIN.length, 12, 0);
        assertThat(Arrays.copyOf(packet, length)).isEqualTo(PROTECTED);
        assertThat(receiver.openRtp(packet, length, 12)).isEqualTo(PLAIN.length);
        assertThat(Arrays.copyOf(packet, PLAIN.length)).isEqualTo(PLAIN);
    }

    @Test
    void packetThatWasSeenIsRefused() {
        assertThat(receiver.openRtp(PROTECTED.clone(), PROTECTED.length, 12)).isPositive();
        assertThat(receiver.openRtp(PROTECTED.clone(), PROTECTED.length, 12)).isEqualTo(SrtpReceiver.REFUSED);
    }

    @Test
    void packetThatWasChangedIsRefusedAndChangesNothing() {
        for (int i = 0; i < PROTECTED.length; i++) {
            byte[] changed = PROTECTED.clone();
            changed[i] ^= 1;
            assertThat(receiver.openRtp(changed, changed.length, 12)).isEqualTo(SrtpReceiver.REFUSED);
        }
        assertThat(receiver.openRtp(PROTECTED.clone(), PROTECTED.length, 12)).isPositive();
    }

    @Test
    void sequenceNumbersWrapOnBothSides() {
        for (int number = 0xfff0; number < 0x10010; number++) {
            byte[] packet = Arrays.copyOf(PLAIN, 64);
            packet[2] = (byte) (number >>> 8);
            packet[3] = (byte) number;
            int length = sender.protectRtp(packet, PLAIN.length, 12, number >>> 16);
            assertThat(receiver.openRtp(packet, length, 12))
                    .as("packet %x", number)
                    .isEqualTo(PLAIN.length);
        }
    }

    @Test
    void reportsAreProtectedUnderACounterAndOpenOnce() {
        byte[] report = hex("80c90001cafebabe81ca0002deadbeef01020304");
        byte[] packet = Arrays.copyOf(report, 64);
        int length = sender.protectRtcp(packet, report.length);
        assertThat(Arrays.copyOfRange(packet, 8, report.length))
                .isNotEqualTo(Arrays.copyOfRange(report, 8, report.length));
        byte[] again = packet.clone();
        assertThat(receiver.openRtcp(packet, length)).isEqualTo(report.length);
        assertThat(Arrays.copyOf(packet, report.length)).isEqualTo(report);
        assertThat(receiver.openRtcp(again, length)).isEqualTo(SrtpReceiver.REFUSED);
    }

    @Test
    void windowForgetsWhatIsFarBehind() {
        ReplayWindow window = new ReplayWindow();
        window.see(5);
        window.see(2000);
        assertThat(window.isSeen(1999)).isFalse();
        assertThat(window.isSeen(5)).isTrue();
        assertThat(window.isSeen(6)).as("too old to tell").isTrue();
        assertThat(window.isSeen(2001)).isFalse();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
