package dev.parley.core.limit;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class BucketsTest {
    private static final Allowance TWO_AN_HOUR = new Allowance(2, Duration.ofHours(1));

    @Inject
    RedisBuckets shared;

    @Test
    void sharedBucketEmptiesAndSaysWhenToComeBack() {
        String bucket = "test:" + UUID.randomUUID();
        assertThat(await(shared.take(bucket, TWO_AN_HOUR))).isZero();
        assertThat(await(shared.take(bucket, TWO_AN_HOUR))).isZero();
        assertThat(await(shared.take(bucket, TWO_AN_HOUR))).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        assertThat(await(shared.take(bucket + "other", TWO_AN_HOUR))).isZero();
    }

    @Test
    void localBucketRefillsEvenly() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        InstantSource source = now::get;
        LocalBuckets local = new LocalBuckets(source.withZone(ZoneOffset.UTC));
        assertThat(await(local.take("a", TWO_AN_HOUR))).isZero();
        assertThat(await(local.take("a", TWO_AN_HOUR))).isZero();
        assertThat(await(local.take("a", TWO_AN_HOUR))).isEqualTo(Duration.ofMinutes(30));
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(30)));
        assertThat(await(local.take("a", TWO_AN_HOUR))).isZero();
        assertThat(await(local.take("a", TWO_AN_HOUR))).isPositive();
    }
}
