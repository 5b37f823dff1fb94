package dev.parley.core.limit;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Buckets by name. */
interface TokenBuckets {
    /**
     * Takes one token of each, in order, and stops at the first that has none.
     *
     * @return zero when all had one, otherwise how long until that first one has
     */
    Uni<Duration> take(List<Bucket> buckets);

    /** Takes one token of one bucket. */
    default Uni<Duration> take(String bucket, Allowance allowance) {
        return take(List.of(new Bucket(bucket, allowance)));
    }

    /** A bucket and how it fills. */
    record Bucket(String name, Allowance allowance) {}
}
