package dev.parley.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.rtp.RtcpWriter;
import dev.parley.media.rtp.RtpHeader;
import dev.parley.media.rtp.RtpPacket;
import dev.parley.media.rtp.VideoCodec;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PublisherStreamTest {

    private static final long MS = 1_000_000;
    private static final int TYPE = 100;
    private static final int VIEWERS_TYPE = 96;
    private static final int VIEWERS_SSRC = 77;

    private final Recorder station = new Recorder();
    private final AtomicInteger begun = new AtomicInteger();
    private final PublisherStream publisher =
            new PublisherStream(VideoCodec.VP8, TYPE, station, 3_000_000, begun::incrementAndGet);
    private final Recorder browser = new Recorder();
    private final ViewerStream viewer = viewer(browser);
    private final byte[] wire = new byte[2048];

    private int ssrc = 5;
    private int sequence = 65_530;
    private int timestamp = 1000;

    @Test
    void viewerBeginsWithAKeyFrameAndSeesEverythingFromThere() {
        delta(0);
        watch();
        delta(10);
        assertThat(browser.packets).isEmpty();
        publisher.tick(20 * MS);
        assertThat(station.keyFramesAsked).isEqualTo(1);
        key(30);
        for (int i = 0; i < 20; i++) {
            delta(40 + i);
        }
        assertThat(browser.packets).hasSize(21);
        int first = browser.packets.getFirst().sequence();
        for (int i = 0; i < 21; i++) {
            RtpPacket packet = browser.packets.get(i);
            assertThat(packet.sequence()).isEqualTo(first + i & 0xffff);
            assertThat(packet.ssrc()).isEqualTo(VIEWERS_SSRC);
            assertThat(packet.type()).isEqualTo(VIEWERS_TYPE);
        }
        assertThat(begun).hasValue(1);
    }

    @Test
    void manyWhoJoinCostOneKeyFrame() {
        key(0);
        for (int ms = 400; ms < 600; ms += 20) {
            ViewerStream another = viewer(new Recorder());
            publisher.add(another);
            another.connected();
            delta(ms);
            publisher.tick(ms * MS);
        }
        assertThat(station.keyFramesAsked).isEqualTo(1);
    }

    @Test
    void whoJoinsRightAfterAKeyFrameGetsThatOne() {
        key(0);
        delta(50);
        watch();
        publisher.tick(100 * MS);
        assertThat(browser.packets).hasSize(2);
        assertThat(station.keyFramesAsked).isZero();
    }

    @Test
    void pictureThatStandsStillIsShownFromItsLastKeyFrameOn() {
        key(0);
        delta(50);
        delta(100);
        watch();
        publisher.tick(350 * MS);
        assertThat(browser.packets).as("a fresh key frame may come").isEmpty();
        publisher.tick(450 * MS);
        assertThat(browser.packets).hasSize(3);
    }

    @Test
    void packetAskedForAgainIsTheSamePacket() {
        watch();
        key(0);
        delta(10);
        delta(20);
        RtpPacket lost = browser.packets.get(1);
        RtcpWriter nack = new RtcpWriter(1).emptyReport().missing(VIEWERS_SSRC, List.of((long) lost.sequence()));
        viewer.rtcp(nack.bytes(), nack.length(), 30 * MS);
        RtpPacket again = browser.packets.getLast();
        assertThat(browser.packets).hasSize(4);
        assertThat(again).usingRecursiveComparison().isEqualTo(lost);
        assertThat(browser.rollovers.getLast()).isEqualTo(browser.rollovers.get(1));
    }

    @Test
    void viewerThatAsksForEverythingAllTheTimeGetsSoMuchAndNoMore() {
        watch();
        key(0);
        delta(10);
        RtcpWriter nack = new RtcpWriter(1).emptyReport().missing(VIEWERS_SSRC, List.of((long)
                browser.packets.getLast().sequence()));
        for (int i = 0; i < 10_000; i++) {
            viewer.rtcp(nack.bytes(), nack.length(), 20 * MS);
        }
        assertThat(browser.packets).hasSize(2 + 500);
    }

    @Test
    void gapFromThePublisherIsAskedForThereAndFilledForTheViewer() {
        watch();
        key(0);
        int skipped = sequence;
        sequence++;
        delta(10);
        publisher.tick(30 * MS);
        assertThat(station.askedAgain).containsExactly(skipped & 0xffff);
        sequence = skipped;
        delta(40);
        assertThat(browser.packets).hasSize(3);
        assertThat(browser.packets.getLast().sequence())
                .isEqualTo(browser.packets.get(1).sequence() - 1 & 0xffff);
    }

    @Test
    void publisherThatBeginsAnewGoesOnInTheViewersNumbers() {
        watch();
        key(0);
        delta(10);
        ssrc = 6;
        sequence = 12;
        timestamp = 0x7000_0000;
        delta(60);
        assertThat(browser.packets).as("its key frame is not there yet").hasSize(2);
        key(80);
        RtpPacket before = browser.packets.get(1);
        RtpPacket after = browser.packets.get(2);
        assertThat(after.sequence()).isEqualTo(before.sequence() + 1 & 0xffff);
        assertThat(after.timestamp() - before.timestamp()).isBetween(1, 90_000);
        assertThat(after.ssrc()).isEqualTo(VIEWERS_SSRC);
    }

    @Test
    void viewerThatNeedsAKeyFrameGetsTheStationAskedUntilOneComes() {
        watch();
        key(0);
        RtcpWriter pli = new RtcpWriter(1).emptyReport().pictureLoss(VIEWERS_SSRC);
        viewer.rtcp(pli.bytes(), pli.length(), 10 * MS);
        for (int ms = 20; ms < 1000; ms += 20) {
            publisher.tick(ms * MS);
        }
        assertThat(station.keyFramesAsked).isEqualTo(4);
        key(1000);
        publisher.tick(1400 * MS);
        assertThat(station.keyFramesAsked).isEqualTo(4);
    }

    @Test
    void viewerOfAnotherCodecGetsNothing() {
        Recorder other = new Recorder();
        ViewerStream h264 =
                new ViewerStream(VideoCodec.H264, new RtpHeader(VIEWERS_TYPE, 9, OptionalInt.empty()), other);
        publisher.add(h264);
        h264.connected();
        key(0);
        assertThat(other.packets).isEmpty();
    }

    private void watch() {
        publisher.add(viewer);
        viewer.connected();
    }

    private static ViewerStream viewer(Recorder outlet) {
        return new ViewerStream(VideoCodec.VP8, new RtpHeader(VIEWERS_TYPE, VIEWERS_SSRC, OptionalInt.of(5)), outlet);
    }

    private void key(int ms) {
        packet(ms, 0);
    }

    private void delta(int ms) {
        packet(ms, 1);
    }

    /** VP8: start of the first partition, then a frame header whose lowest bit says what it is. */
    private void packet(int ms, int inverseKeyFlag) {
        timestamp += 900;
        RtpHeader header = new RtpHeader(TYPE, ssrc, OptionalInt.empty());
        int length =
                header.write(wire, sequence++, timestamp, true, new byte[] {0x10, (byte) inverseKeyFlag, (byte) ms});
        publisher.rtp(wire, length, ms * MS);
    }
}
