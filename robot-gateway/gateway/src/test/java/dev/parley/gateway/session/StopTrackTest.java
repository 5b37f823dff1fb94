package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopTrackTest {
    private final StopTrack track = new StopTrack();

    @Test
    void unansweredStopSuspendsTheRenewalsAfterASecond() {
        track.sending("s1", 0);

        assertThat(track.suspendsRenewals(StopTrack.ANSWER_WITHIN_NS)).isFalse();
        assertThat(track.suspendsRenewals(StopTrack.ANSWER_WITHIN_NS + 1)).isTrue();
        assertThat(track.received("s1", 5_000_000)).contains(Duration.ofMillis(5));
        assertThat(track.received("s1", 9_000_000))
                .as("only the first answer counts")
                .isEmpty();
        assertThat(track.suspendsRenewals(StopTrack.ANSWER_WITHIN_NS + 1)).isFalse();
    }

    @Test
    void sameStopGoesOutOnce() {
        assertThat(track.sending("s1", 0)).isPresent();
        assertThat(track.sending("s1", 1)).isEmpty();
    }

    @Test
    void clearingIsSeenOnceAndOnlyAfterALatchWasSeen() {
        assertThat(track.latchNow(Optional.empty())).isEmpty();
        assertThat(track.latchNow(Optional.of("s1"))).isEmpty();
        assertThat(track.latchNow(Optional.empty())).contains("s1");
        assertThat(track.latchNow(Optional.empty())).isEmpty();
    }

    @Test
    void stopThatReplacedAnotherGrantsTheClearingOfTheOther() {
        track.latchNow(Optional.of("s1"));

        assertThat(track.latchNow(Optional.of("s2"))).contains("s1");
    }

    @Test
    void clearingBetweenTwoLooksIsSeenByTheOneThatBeganAfterTheStopWasRecorded() {
        track.sending("s1", 0);
        track.recorded("s1", Optional.of("s1"), 10);

        track.lookedAt(9);
        assertThat(track.latchNow(Optional.empty()))
                .as("it was asked before the stop was recorded")
                .isEmpty();
        track.lookedAt(11);
        assertThat(track.latchNow(Optional.empty())).contains("s1");
        track.lookedAt(12);
        assertThat(track.latchNow(Optional.empty())).isEmpty();
    }

    @Test
    void stopThatHoldsWhenItIsLookedForIsNotCleared() {
        track.recorded("s1", Optional.of("s1"), 10);

        track.lookedAt(11);
        assertThat(track.latchNow(Optional.of("s1"))).isEmpty();
    }

    @Test
    void stopBesideAnotherThatHoldsIsNotWaitedFor() {
        track.recorded("s2", Optional.of("s1"), 10);

        track.lookedAt(11);
        assertThat(track.latchNow(Optional.empty())).isEmpty();
    }

    @Test
    void heartbeatsUnderWayDoNotLatchAgainWhatIsBeingCleared() {
        StopTrack track = new StopTrack();
        track.clearing("a", 0);

        assertThat(track.isClearing("a", Duration.ofSeconds(15), 14_000_000_000L))
                .isTrue();
        assertThat(track.isClearing("a", Duration.ofSeconds(15), 16_000_000_000L))
                .isFalse();
        assertThat(track.isClearing("b", Duration.ofSeconds(15), 1)).isFalse();
    }
}
