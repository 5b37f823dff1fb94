package dev.parley.station;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.station.disk.DiskNeeds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Where a station connects to and as whom.
 *
 * @param gateway http or https address of the platform, for example {@code http://127.0.0.1:8080}
 * @param key the station's key; travels in Authorization only
 * @param dataDirectory belongs to this station alone; survives restarts
 * @param encoding of the frames
 * @param nanoTime monotonic nanoseconds; {@code System::nanoTime} outside tests
 * @param firstPause between the first two attempts to connect; doubles up to {@code longestPause}
 * @param random spreads the pauses, so that many stations do not come back at once
 * @param disk room that must be there before an episode is taken
 * @param watcher is told how far episodes came
 */
public record StationConfig(
        URI gateway,
        String key,
        Path dataDirectory,
        WireEncoding encoding,
        LongSupplier nanoTime,
        Duration firstPause,
        Duration longestPause,
        RandomGenerator random,
        DiskNeeds disk,
        EpisodeWatcher watcher) {
    public StationConfig {
        requireNonNull(dataDirectory, "dataDirectory is null");
        requireNonNull(encoding, "encoding is null");
        requireNonNull(nanoTime, "nanoTime is null");
        requireNonNull(firstPause, "firstPause is null");
        requireNonNull(longestPause, "longestPause is null");
        requireNonNull(random, "random is null");
        requireNonNull(disk, "disk is null");
        requireNonNull(watcher, "watcher is null");
        String scheme = gateway.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException(
                    "the gateway's address must start with http:// or https://, not " + gateway);
        }
        if (key.isBlank()) {
            throw new IllegalArgumentException("the station's key is blank; register the station to get one");
        }
    }

    /** The usual settings: binary frames, pauses of 250 ms to 15 s. */
    public static StationConfig of(URI gateway, String key, Path dataDirectory) {
        return new StationConfig(
                gateway,
                key,
                dataDirectory,
                WireEncoding.BINARY,
                System::nanoTime,
                Duration.ofMillis(250),
                Duration.ofSeconds(15),
                RandomGenerator.getDefault(),
                DiskNeeds.USUAL,
                EpisodeWatcher.NONE);
    }

    public StationConfig withEncoding(WireEncoding encoding) {
        return new StationConfig(
                gateway, key, dataDirectory, encoding, nanoTime, firstPause, longestPause, random, disk, watcher);
    }

    public StationConfig withDisk(DiskNeeds disk) {
        return new StationConfig(
                gateway, key, dataDirectory, encoding, nanoTime, firstPause, longestPause, random, disk, watcher);
    }

    public StationConfig withWatcher(EpisodeWatcher watcher) {
        return new StationConfig(
                gateway, key, dataDirectory, encoding, nanoTime, firstPause, longestPause, random, disk, watcher);
    }

    /** The same path on the platform, as a WebSocket. */
    URI webSocket(String path) {
        return URI.create("ws" + resolve(path).toString().substring("http".length()));
    }

    /** A path on the platform's own origin. */
    URI resolve(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("expected a path on the platform's own origin, not " + path);
        }
        return gateway.resolve(path);
    }

    /** Without the key: this goes to logs. */
    @Override
    public String toString() {
        return "StationConfig[" + gateway + ", " + encoding + ", data in " + dataDirectory + "]";
    }
}
