package dev.parley.scheduler.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.event.Events;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.chain.Lab;
import dev.parley.scheduler.queue.QueueUpkeep;
import dev.parley.scheduler.sweep.Sweeper;
import dev.parley.testing.EmbeddedServices;
import io.lettuce.core.RedisException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class MatcherLoopTest {
    private static final Duration NEVER = Duration.ofHours(1);

    @Inject
    Lab lab;

    @Inject
    Matcher matcher;

    @Inject
    QueueUpkeep upkeep;

    @Inject
    Events events;

    @Inject
    Sweeper sweeper;

    @Inject
    WaitEstimates waits;

    @Inject
    Clock clock;

    @BeforeEach
    void startAnew() {
        lab.startAnew();
    }

    @Test
    void anEventAloneWakesTheMatcher() throws Exception {
        StationData station = lab.station("one", 1);
        try (MatcherLoop loop = loop(NEVER);
                Offers offers = new Offers(1)) {
            TurnData turn = lab.ask();
            offers.await();
            assertThat(lab.open(station).getFirst().turn().id()).isEqualTo(turn.id());
            assertThat(loop).isNotNull();
        }
    }

    @Test
    void twoLoopsAtOnceNeverOfferATurnOrASlotTwice() throws Exception {
        List<StationData> here = List.of(lab.station("one", 2), lab.station("two", 2));
        try (Offers offers = new Offers(4)) {
            MatcherLoop first = loop(Duration.ofMillis(20));
            try (MatcherLoop second = loop(Duration.ofMillis(20))) {
                for (int i = 0; i < 8; i++) {
                    lab.ask();
                }
                offers.await();
                assertThat(second).isNotNull();
            } finally {
                first.close();
            }
        }
        List<AssignmentData> open = new ArrayList<>();
        here.forEach(each -> open.addAll(lab.open(each)));
        assertThat(open).hasSize(4);
        assertThat(open.stream().map(each -> each.turn().id()).distinct()).hasSize(4);
        assertThat(open.stream().map(each -> each.station() + "/" + each.slot()).distinct())
                .hasSize(4);
    }

    @Test
    void whileRedisIsAwayNothingIsOfferedSweepsGoOnAndItComesBackByItself() throws Exception {
        StationData station = lab.station("one", 1);
        TurnData turn = lab.ask();
        upkeep.reconcile();
        try (Offers offers = new Offers(1)) {
            EmbeddedServices.redis().stop();
            try {
                assertThatThrownBy(matcher::match).isInstanceOf(RedisException.class);
                sweeper.sweep();
                WaitEstimates.Wait wait = Lab.await(waits.of(turn.id()));
                assertThat(wait.position()).isEmpty();
                assertThat(wait.reasonText()).contains("place in line is kept");
            } finally {
                EmbeddedServices.redis().restart();
            }
            try (MatcherLoop loop = loop(Duration.ofMillis(50))) {
                offers.await();
                assertThat(loop).isNotNull();
            }
        }
        assertThat(lab.open(station).getFirst().turn().id()).isEqualTo(turn.id());
    }

    private MatcherLoop loop(Duration sweepEvery) {
        return new MatcherLoop(matcher, upkeep, events, sweepEvery, Duration.ofSeconds(5), clock);
    }

    /** Waits for so many offers of different assignments. */
    private final class Offers implements AutoCloseable {
        private final CountDownLatch expected;
        private final Set<Object> seen = ConcurrentHashMap.newKeySet();
        private final Events.Subscription subscription;

        Offers(int count) {
            expected = new CountDownLatch(count);
            subscription = events.subscribe(event -> {
                if (event.kind().equals("assignment.offered") && seen.add(event.id())) {
                    expected.countDown();
                }
            });
        }

        void await() throws InterruptedException {
            assertThat(expected.await(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            subscription.close();
        }
    }
}
