package dev.parley.core.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<UniEmitter<? super String>> reads = new LinkedBlockingQueue<>();
    private final SharedReads<String, String> shared = new SharedReads<>(
            new ReactiveBridge(vertx),
            key -> Uni.createFrom().<String>emitter(reads::add),
            value -> FRESH,
            100,
            value -> 1,
            nanos::get);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void everybodyWhoAsksWhileAReadIsUnderWayGetsItsAnswer() throws Exception {
        List<CompletableFuture<String>> asked =
                IntStream.range(0, 50).mapToObj(i -> ask()).toList();
        read().complete("first");
        for (CompletableFuture<String> answer : asked) {
            assertThat(now(answer)).isEqualTo("first");
        }
        assertThat(reads).isEmpty();
    }

    @Test
    void answerIsKeptWhileItIsFreshAndNoLonger() throws Exception {
        CompletableFuture<String> first = ask();
        read().complete("first");
        assertThat(now(first)).isEqualTo("first");
        nanos.addAndGet(FRESH.toNanos() - 1);
        assertThat(now(ask())).isEqualTo("first");
        nanos.addAndGet(1);
        CompletableFuture<String> second = ask();
        read().complete("second");
        assertThat(now(second)).isEqualTo("second");
    }

    @Test
    void whoeverGoesAwayTakesTheAnswerFromNobody() throws Exception {
        var cancelled = shared.get("key").subscribe().with(ignored -> {});
        CompletableFuture<String> stays = ask();
        UniEmitter<? super String> read = read();
        cancelled.cancel();
        read.complete("answer");
        assertThat(now(stays)).isEqualTo("answer");
    }

    @Test
    void forgettingMakesTheNextLookAgainEvenWhileAnOlderReadIsUnderWay() throws Exception {
        CompletableFuture<String> before = ask();
        UniEmitter<? super String> old = read();
        shared.forget("key");
        CompletableFuture<String> after = ask();
        UniEmitter<? super String> fresh = read();
        fresh.complete("new");
        old.complete("old");
        assertThat(now(before)).isEqualTo("old");
        assertThat(now(after)).isEqualTo("new");
        assertThat(now(ask())).isEqualTo("new");
    }

    @Test
    void failureReachesEveryoneWhoWaitedAndIsNotKept() throws Exception {
        CompletableFuture<String> first = ask();
        CompletableFuture<String> second = ask();
        read().fail(new IllegalStateException("away"));
        for (CompletableFuture<String> failed : List.of(first, second)) {
            assertThatThrownBy(() -> now(failed)).hasCauseInstanceOf(IllegalStateException.class);
        }
        CompletableFuture<String> third = ask();
        read().complete("back");
        assertThat(now(third)).isEqualTo("back");
    }

    private CompletableFuture<String> ask() {
        return shared.get("key").subscribeAsCompletionStage();
    }

    private UniEmitter<? super String> read() throws InterruptedException {
        UniEmitter<? super String> read = reads.poll(20, TimeUnit.SECONDS);
        assertThat(read).isNotNull();
        return read;
    }

    private static String now(CompletableFuture<String> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }
}
