package dev.parley.server.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private static final long SOON_S = 10;

    @Test
    void whoeverAsksForTheEndWaitsUntilAnotherThreadHasEndedEverything() throws Exception {
        Supervisor supervisor = new Supervisor(Clock.systemUTC());
        SlowChild child = new SlowChild();
        supervisor.start(child);

        CompletableFuture<Void> first = CompletableFuture.runAsync(supervisor::stopAll);
        assertThat(child.ending.await(SOON_S, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> second = CompletableFuture.runAsync(supervisor::stopAll);

        assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        child.mayEnd.countDown();
        first.get(SOON_S, TimeUnit.SECONDS);
        second.get(SOON_S, TimeUnit.SECONDS);
    }

    @Test
    void nothingIsStartedOnceEndingHasBegun() {
        Supervisor supervisor = new Supervisor(Clock.systemUTC());
        supervisor.stopAll();

        assertThatThrownBy(() -> supervisor.start(new SlowChild()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("slow is not started");
    }

    /** Ends only when it is told that it may. */
    private static final class SlowChild implements Child {
        private final CountDownLatch ending = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public void start() {}

        @Override
        public boolean healthy() {
            return true;
        }

        @Override
        public void stop() throws InterruptedException {
            ending.countDown();
            mayEnd.await();
        }
    }
}
