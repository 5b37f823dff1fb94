package dev.parley.core.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.redis.RedisConnections;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Buckets that all replicas share, on Redis's own clock. */
@ApplicationScoped
class RedisBuckets implements TokenBuckets {
    /**
     * One round trip for all: refill, take, and say how long to wait (0: taken). ARGV: most and per (ms) for each key. A
     * key goes when it would be full again.
     */
    private static final String TAKE = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            for i, key in ipairs(KEYS) do
              local most, per_ms = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
              local bucket = redis.call('HMGET', key, 'tokens', 'at')
              local tokens = tonumber(bucket[1] or most)
              local at = tonumber(bucket[2] or now)
              tokens = math.min(most, tokens + math.max(0, now - at) * most / per_ms)
              local wait = 0
              if tokens >= 1 then
                tokens = tokens - 1
              else
                wait = math.ceil((1 - tokens) * per_ms / most)
              end
              redis.call('HSET', key, 'tokens', tostring(tokens), 'at', now)
              redis.call('PEXPIRE', key, per_ms)
              if wait > 0 then
                return wait
              end
            end
            return 0
            """;

    private static final String DIGEST = Base16.digest(TAKE.getBytes(UTF_8));

    private final RedisConnections redis;

    @Inject
    RedisBuckets(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public Uni<Duration> take(List<Bucket> buckets) {
        String[] keys =
                buckets.stream().map(bucket -> "parley:limit:" + bucket.name()).toArray(String[]::new);
        String[] allowances = buckets.stream()
                .map(Bucket::allowance)
                .flatMap(allowance -> Stream.of(
                        Integer.toString(allowance.most()),
                        Long.toString(allowance.per().toMillis())))
                .toArray(String[]::new);
        return redis.run(commands -> commands.<Long>evalsha(DIGEST, ScriptOutputType.INTEGER, keys, allowances))
                // Redis forgets its scripts when it restarts.
                .onFailure(RedisNoScriptException.class)
                .recoverWithUni(() ->
                        redis.run(commands -> commands.<Long>eval(TAKE, ScriptOutputType.INTEGER, keys, allowances)))
                .map(Duration::ofMillis);
    }
}
