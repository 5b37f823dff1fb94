package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {

    private final ManualTime time = new ManualTime();
    private final Pacer pacer = new Pacer(time, 50);

    @Test
    void quickWorkIsHeldToTheBeat() throws InterruptedException {
        assertThat(beats(5, 10)).containsExactly(0L, 50L, 100L, 150L, 200L);
        assertThat(pacer.behindNs()).isZero();
    }

    @Test
    void slowBeatMovesWhatFollowsAndNothingIsHurried() throws InterruptedException {
        List<Long> beats = beats(2, 10);
        time.advance(90);
        beats.addAll(beats(3, 10));
        assertThat(beats).containsExactly(0L, 50L, 150L, 200L, 250L);
        assertThat(pacer.behindNs()).isEqualTo(50);
    }

    @Test
    void workSlowerThanRealTimeRunsAtItsOwnSpeed() throws InterruptedException {
        assertThat(beats(4, 80)).containsExactly(0L, 80L, 160L, 240L);
        assertThat(pacer.behindNs()).isEqualTo(90);
    }

    private List<Long> beats(int count, long workNs) throws InterruptedException {
        List<Long> beats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pacer.await();
            beats.add(time.nowNs());
            time.advance(workNs);
        }
        return beats;
    }
}
