package dev.parley.core.limit;

import dev.parley.core.redis.RedisConnections;
import io.lettuce.core.ScriptOutputType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Buckets that all replicas share, on Redis's own clock. */
@ApplicationScoped
class RedisBuckets implements TokenBuckets {
    /** One round trip: refill, take, and say how long to wait (0: taken). The key goes when it would be full again. */
    private static final String TAKE = """
            local most = tonumber(ARGV[1])
            local per_ms = tonumber(ARGV[2])
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local tokens = tonumber(bucket[1] or most)
            local at = tonumber(bucket[2] or now)
            tokens = math.min(most, tokens + math.max(0, now - at) * most / per_ms)
            local wait = 0
            if tokens >= 1 then
              tokens = tokens - 1
            else
              wait = math.ceil((1 - tokens) * per_ms / most)
            end
            redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', now)
            redis.call('PEXPIRE', KEYS[1], per_ms)
            return wait
            """;

    private final RedisConnections redis;

    @Inject
    RedisBuckets(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public Uni<Duration> take(String bucket, Allowance allowance) {
        return redis.run(commands -> commands.<Long>eval(
                        TAKE,
                        ScriptOutputType.INTEGER,
                        new String[] {"parley:limit:" + bucket},
                        Integer.toString(allowance.most()),
                        Long.toString(allowance.per().toMillis())))
                .map(Duration::ofMillis);
    }
}
