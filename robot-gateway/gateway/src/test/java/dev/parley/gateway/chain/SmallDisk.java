package dev.parley.gateway.chain;

import dev.parley.testing.TinyDisk;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Keeps a Quarkus test's artifacts on a disk of 16 MiB, of which 1 MiB is kept free. */
public final class SmallDisk implements QuarkusTestResourceLifecycleManager {
    private static volatile Optional<TinyDisk> mounted = Optional.empty();

    static Optional<TinyDisk> mounted() {
        return mounted;
    }

    @Override
    public Map<String, String> start() {
        mounted = TinyDisk.mount(16);
        return mounted.map(disk -> Map.of(
                        "parley.artifacts.folder",
                        disk.folder().resolve("artifacts").toString(),
                        "parley.artifacts.keep-free",
                        "1M"))
                .orElse(Map.of());
    }

    @Override
    public void stop() {
        mounted.ifPresent(disk -> {
            try {
                disk.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
