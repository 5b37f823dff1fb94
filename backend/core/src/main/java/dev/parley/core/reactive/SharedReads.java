package dev.parley.core.reactive;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What many people look at in the same moment, read once: everybody who asks while a read is under way gets its answer,
 * and it is kept for the short time that {@code fresh} says. Bounded by weight. Failures are not kept. Answers come on the
 * asker's own Vert.x context, so that nobody works on the database session of another. Thread-safe.
 */
public final class SharedReads<K, V> {
    private final ReactiveBridge bridge;
    private final Function<K, Uni<V>> read;
    private final AsyncCache<K, V> kept;

    /**
     * @param read never answers null
     * @param fresh how long an answer may be shown
     * @param mostWeight of all answers together, as {@code weight} counts them
     */
    public SharedReads(
            ReactiveBridge bridge,
            Function<K, Uni<V>> read,
            Function<V, Duration> fresh,
            long mostWeight,
            ToIntFunction<V> weight) {
        this(bridge, read, fresh, mostWeight, weight, Ticker.systemTicker());
    }

    SharedReads(
            ReactiveBridge bridge,
            Function<K, Uni<V>> read,
            Function<V, Duration> fresh,
            long mostWeight,
            ToIntFunction<V> weight,
            Ticker ticker) {
        this.bridge = bridge;
        this.read = read;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(mostWeight)
                .weigher((K key, V value) -> weight.applyAsInt(value))
                .expireAfter(Expiry.creating((K key, V value) -> fresh.apply(value)))
                .ticker(ticker)
                .buildAsync();
    }

    /** Lazily: each subscription looks once. */
    public Uni<V> get(K key) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<V> look = kept.get(
                    key,
                    (wanted, ignored) ->
                            bridge.onContext(() -> read.apply(wanted)).subscribeAsCompletionStage());
            // A copy: whoever goes away cancels only their own.
            Uni<V> shared = Uni.createFrom().completionStage(() -> look.copy());
            Context own = Vertx.currentContext();
            return own == null || look.isDone()
                    ? shared
                    : shared.emitOn(work -> own.runOnContext(ignored -> work.run()));
        });
    }

    /** The next one who asks gets a new read, even while an older one is under way. */
    public void forget(K key) {
        kept.synchronous().invalidate(key);
    }

    public void forgetAll() {
        kept.synchronous().invalidateAll();
    }
}
