package dev.parley.core.limit;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Buckets by name. */
interface TokenBuckets {
    /** Takes one token: zero when there was one, otherwise how long until the next. */
    Uni<Duration> take(String bucket, Allowance allowance);
}
