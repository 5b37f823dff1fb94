package dev.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionTest {

    private static final long MS = 1_000_000;

    private final Reception reception = new Reception();

    @Test
    void skippedPacketIsAskedForUntilItComes() {
        take(65_534, 0);
        take(65_535, 1);
        take(1, 2);
        assertThat(reception.missing(3 * MS)).as("it may only be late").isEmpty();
        assertThat(reception.missing(10 * MS)).containsExactly(0x10000 + 65_536L);
        assertThat(reception.missing(20 * MS)).as("just asked for").isEmpty();
        assertThat(reception.missing(80 * MS)).hasSize(1);
        take(0, 90);
        assertThat(reception.missing(200 * MS)).isEmpty();
        assertThat(reception.takeLost()).isFalse();
    }

    @Test
    void packetThatNeverComesIsGivenUp() {
        take(1, 0);
        take(3, 0);
        for (int ms = 10; ms < 2000; ms += 10) {
            reception.missing(ms * MS);
        }
        assertThat(reception.takeLost()).isTrue();
        assertThat(reception.takeLost()).as("once").isFalse();
    }

    @Test
    void hugeGapIsNotAskedForPacketByPacket() {
        take(1, 0);
        take(2000, 0);
        assertThat(reception.missing(50 * MS)).isEmpty();
        assertThat(reception.takeLost()).isTrue();
    }

    @Test
    void reportSaysWhatShareWasLostSinceTheLast() {
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                take(i, i);
            }
        }
        ReportBlock block = reception.block(7, 100 * MS);
        assertThat(block.fractionLost()).isBetween(62, 66);
        assertThat(block.lost()).isEqualTo(25);
        take(100, 101);
        assertThat(reception.block(7, 102 * MS).fractionLost()).isZero();
    }

    @Test
    void echoOfASenderReportTellsItsAge() {
        take(1, 0);
        reception.reported(new SenderReport(7, 0x0000_1111_2222_3333L, 0), 1000 * MS);
        ReportBlock block = reception.block(7, 1500 * MS);
        assertThat(block.lastSenderReport()).isEqualTo(0x11112222);
        assertThat(block.delay()).isBetween(32_700, 32_800);
    }

    private void take(int sequence, int ms) {
        reception.take(new RtpPacket(96, sequence, 90 * ms, 7, false, new byte[0]), ms * MS);
    }
}
