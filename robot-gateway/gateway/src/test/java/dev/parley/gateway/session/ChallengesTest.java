package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChallengesTest {
    private final AtomicLong next = new AtomicLong(40);
    private final Challenges challenges = new Challenges(next::incrementAndGet, Duration.ofSeconds(3));

    @Test
    void complementOfTheChallengeCountsAndBringsANewOne() {
        assertThat(challenges.answeredBy(0, 0)).isTrue();
        long asked = challenges.toAsk(0);

        assertThat(challenges.answeredBy(~asked, 1)).isTrue();
        assertThat(challenges.toAsk(1)).isNotEqualTo(asked);
    }

    @Test
    void heartbeatsThatCrossedTheRenewalCountForAWhileOnly() {
        challenges.toAsk(0);

        assertThat(challenges.answeredBy(0, seconds(2)))
                .as("nothing was asked when they left")
                .isTrue();
        assertThat(challenges.answeredBy(0, seconds(4)))
                .as("a loop that never answers is dead")
                .isFalse();
    }

    @Test
    void whatIsNoAnswerNeverCounts() {
        long asked = challenges.toAsk(0);

        assertThat(challenges.answeredBy(asked, 1)).isFalse();
        assertThat(challenges.answeredBy(12345, 1)).isFalse();
    }

    @Test
    void answerBeforeTheLastCountsWhileTheNextIsUnderWay() {
        long first = challenges.toAsk(0);
        assertThat(challenges.answeredBy(~first, seconds(1))).isTrue();

        assertThat(challenges.answeredBy(~first, seconds(2))).isTrue();
        assertThat(challenges.answeredBy(~first, seconds(5))).isFalse();
    }

    private static long seconds(int seconds) {
        return seconds * 1_000_000_000L;
    }
}
