package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StopTrackTest {
    private final StopTrack track = new StopTrack();
    private final Set<String> unrecorded = new HashSet<>();

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
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains)).isEmpty();
        assertThat(track.latchNow(Optional.of("s1"), unrecorded::contains)).isEmpty();
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains)).contains("s1");
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains)).isEmpty();
    }

    @Test
    void stopPressedAfterAnotherWasClearedAndBeforeAnybodyLookedKeepsTheStationStopped() {
        track.sending("s1", 0);
        track.latchNow(Optional.of("s1"), unrecorded::contains);
        track.sending("s2", 1);

        assertThat(track.latchNow(Optional.of("s2"), unrecorded::contains))
                .as("the station holds s1 and would be free without it")
                .isEmpty();
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains))
                .as("both are cleared as one")
                .containsExactlyInAnyOrder("s1", "s2");
    }

    @Test
    void nothingIsClearedWhileAStopThatWentOutIsNotRecordedYet() {
        track.sending("s1", 0);
        track.latchNow(Optional.of("s1"), unrecorded::contains);
        track.sending("s2", 1);
        unrecorded.add("s2");

        assertThat(track.latchNow(Optional.empty(), unrecorded::contains)).isEmpty();
        assertThat(track.latch()).contains("s1");
        unrecorded.remove("s2");
        track.recorded("s2", Optional.of("s2"), 10);
        track.lookedAt(9);
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains))
                .as("it was asked before s2 was recorded")
                .isEmpty();
        track.lookedAt(11);
        assertThat(track.latchNow(Optional.of("s2"), unrecorded::contains)).isEmpty();
        track.lookedAt(12);
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains)).containsExactlyInAnyOrder("s1", "s2");
    }

    @Test
    void stopThatCameWhileAnotherHeldIsClearedWithIt() {
        track.sending("s1", 0);
        track.latchNow(Optional.of("s1"), unrecorded::contains);
        track.sending("s2", 1);
        track.recorded("s2", Optional.of("s1"), 10);

        assertThat(track.latchNow(Optional.empty(), unrecorded::contains)).containsExactlyInAnyOrder("s1", "s2");
        assertThat(track.sending("s1", 2)).as("it may go out again").isPresent();
    }

    @Test
    void clearingBetweenTwoLooksIsSeenByTheOneThatBeganAfterTheStopWasRecorded() {
        track.sending("s1", 0);
        track.recorded("s1", Optional.of("s1"), 10);

        track.lookedAt(9);
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains))
                .as("it was asked before the stop was recorded")
                .isEmpty();
        track.lookedAt(11);
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains)).contains("s1");
        track.lookedAt(12);
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains)).isEmpty();
    }

    @Test
    void stopThatHoldsWhenItIsLookedForIsNotCleared() {
        track.recorded("s1", Optional.of("s1"), 10);

        track.lookedAt(11);
        assertThat(track.latchNow(Optional.of("s1"), unrecorded::contains)).isEmpty();
    }

    @Test
    void stopBesideAnotherThatHoldsIsNotWaitedFor() {
        track.recorded("s2", Optional.of("s1"), 10);

        track.lookedAt(11);
        assertThat(track.latchNow(Optional.empty(), unrecorded::contains)).isEmpty();
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
