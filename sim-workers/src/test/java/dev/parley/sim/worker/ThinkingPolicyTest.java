package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.body.Action;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.scene.Observation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThinkingPolicyTest {

    private static final Observation SEEN = new Observation(new byte[0], new float[0], 0);

    @Test
    void answerInTimeIsPassedOn() throws InterruptedException {
        Action action = new Action(0.01, 0, 0, 0, 1);
        try (ThinkingPolicy policy = new ThinkingPolicy(TestPolicies.of(seen -> action))) {
            assertThat(policy.act(SEEN, Duration.ofSeconds(10)).action()).isEqualTo(action);
            assertThat(policy.isStuck()).isFalse();
        }
    }

    @Test
    void silentPolicyIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        try (ThinkingPolicy policy = new ThinkingPolicy(TestPolicies.of(seen -> {
            awaitUninterruptibly(never);
            return new Action(0, 0, 0, 0, 1);
        }))) {
            assertThatThrownBy(() -> policy.act(SEEN, Duration.ofMillis(20)))
                    .isInstanceOf(PolicyException.class)
                    .hasMessage("The policy gave no action within 20 ms");
            assertThat(policy.isStuck()).isTrue();
        } finally {
            never.countDown();
        }
    }

    @Test
    void brokenPolicyIsAPolicyFaultWithItsCause() {
        try (ThinkingPolicy policy = new ThinkingPolicy(TestPolicies.of(seen -> {
            throw new IllegalStateException("no weights");
        }))) {
            assertThatThrownBy(() -> policy.act(SEEN, Duration.ofSeconds(10)))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("no weights");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException ignoredAsABrokenPolicyWould) {
                // Goes on waiting.
            }
        }
    }
}
