package dev.parley.gateway.live;

import java.net.URI;
import java.time.Duration;

/** The defaults with another media server and other numbers of places. */
record TestLiveConfig(
        URI kurentoUrl, int viewersPerEpisode, int viewersTotal, int reservedPerEpisode, int reservedTotal)
        implements LiveConfig {
    TestLiveConfig(URI kurentoUrl, int viewersPerEpisode, int viewersTotal) {
        this(kurentoUrl, viewersPerEpisode, viewersTotal, 2, 3);
    }

    @Override
    public Duration publisherTokenTtl() {
        return Duration.ofHours(2);
    }

    @Override
    public Duration connectWithin() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Duration publisherGrace() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration directoryEvery() {
        return Duration.ofMillis(250);
    }

    @Override
    public Duration replicaDeadAfter() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration callTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public int callThreads() {
        return 8;
    }

    @Override
    public int callsWaiting() {
        return 64;
    }
}
