package dev.parley.core.limit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Buckets of this replica alone, for the time without Redis. Bounded: the bucket unused for longest is forgotten. */
@ApplicationScoped
class LocalBuckets implements TokenBuckets {
    private static final int MOST_BUCKETS = 50_000;

    private final Clock clock;
    private final Map<String, Level> buckets = new LinkedHashMap<>(16, 0.75f, true);

    @Inject
    LocalBuckets(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Duration> take(List<TokenBuckets.Bucket> wanted) {
        return Uni.createFrom().item(() -> {
            for (TokenBuckets.Bucket each : wanted) {
                Duration wait = takeNow(each.name(), each.allowance());
                if (!wait.isZero()) {
                    return wait;
                }
            }
            return Duration.ZERO;
        });
    }

    private Duration takeNow(String name, Allowance allowance) {
        long nowMillis = clock.millis();
        synchronized (buckets) {
            Level before = buckets.getOrDefault(name, new Level(allowance.most(), nowMillis));
            double elapsedMillis = Math.max(0, nowMillis - before.atMillis());
            double perMillis = allowance.per().toMillis();
            double tokens = Math.min(allowance.most(), before.tokens() + elapsedMillis * allowance.most() / perMillis);
            boolean taken = tokens >= 1;
            buckets.put(name, new Level(taken ? tokens - 1 : tokens, nowMillis));
            if (buckets.size() > MOST_BUCKETS) {
                buckets.remove(buckets.keySet().iterator().next());
            }
            return taken
                    ? Duration.ZERO
                    : Duration.ofMillis(
                            (long) Math.ceil((1 - tokens) * allowance.per().toMillis() / allowance.most()));
        }
    }

    private record Level(double tokens, long atMillis) {}
}
