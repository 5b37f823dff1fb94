package dev.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {

    private final List<String> heard = new ArrayList<>();

    private final RtcpReader.Listener listener = new RtcpReader.Listener() {
        @Override
        public void senderReport(SenderReport report) {
            heard.add(report.toString());
        }

        @Override
        public void reportBlock(ReportBlock block) {
            heard.add(block.toString());
        }

        @Override
        public void missing(int ssrc, int sequence) {
            heard.add("missing " + ssrc + " " + sequence);
        }

        @Override
        public void pictureLost(int ssrc) {
            heard.add("lost " + ssrc);
        }
    };

    @Test
    void whatIsWrittenIsRead() {
        ReportBlock block = new ReportBlock(7, 25, 3, 70_000, 12, 99, 65_536);
        RtcpWriter written = new RtcpWriter(1)
                .senderReport(0x0123456789abcdefL, -5, 10, 1000)
                .name()
                .receiverReport(block)
                .missing(7, List.of(65_535L, 65_536L, 65_552L, 65_553L))
                .pictureLoss(7);
        RtcpReader.read(written.bytes(), written.length(), listener);
        assertThat(heard)
                .containsExactly(
                        new SenderReport(1, 0x0123456789abcdefL, -5).toString(),
                        block.toString(),
                        "missing 7 65535",
                        "missing 7 0",
                        "missing 7 16",
                        "missing 7 17",
                        "lost 7");
    }

    @Test
    void bitrateLimitIsAMantissaAndAnExponent() {
        RtcpWriter written = new RtcpWriter(1).bitrateLimit(2, 3_000_000);
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(written.bytes(), written.length())))
                .isEqualTo("8fce00050000000100000000" + "52454d42" + "01" + "12dc6c" + "00000002");
    }

    @Test
    void fullIntraRequestIsALostPictureToo() {
        byte[] request = HexFormat.of().parseHex("84ce0004" + "00000001" + "00000000" + "00000007" + "01000000");
        RtcpReader.read(request, request.length, listener);
        assertThat(heard).containsExactly("lost 7");
    }

    @Test
    void randomBytesAreSurvived() {
        Random random = new Random(3);
        byte[] noise = new byte[200];
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(noise);
            noise[0] = (byte) (0x80 | (noise[0] & 0x1f));
            noise[1] = (byte) (200 + random.nextInt(7));
            noise[2] = 0;
            int length = random.nextInt(noise.length);
            RtcpReader.read(noise, length, listener);
            RtpPacket.read(noise, length).ifPresent(packet -> {
                VideoCodec.VP8.startsKeyFrame(packet.payload());
                VideoCodec.H264.startsKeyFrame(packet.payload());
            });
            heard.clear();
        }
    }
}
