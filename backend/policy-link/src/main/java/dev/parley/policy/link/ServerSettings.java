package dev.parley.policy.link;

import dev.parley.policy.wire.WireBounds;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a {@link PolicyServer} listens and what it puts up with.
 *
 * @param key asked for as {@code Authorization: Bearer} or {@code Api-Key}; empty where whoever reaches the address may ask
 * @param connections open at once; one more is answered 503
 * @param observation what is taken at most
 * @param handshake how long a client may take to say what it wants
 * @param idle how long a client may be silent
 */
public record ServerSettings(
        InetSocketAddress address,
        Optional<String> key,
        int connections,
        WireBounds observation,
        Duration handshake,
        Duration idle) {
    /** An instruction, some states and a few pictures that fit a network. */
    public static final WireBounds OBSERVATION = new WireBounds(4 * 1024 * 1024, 8, 256, 4_096);

    public ServerSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("a server has room for at least one connection, not " + connections);
        }
    }

    /** With the usual patience. */
    public static ServerSettings of(InetSocketAddress address, Optional<String> key, int connections) {
        return new ServerSettings(
                address, key, connections, OBSERVATION, Duration.ofSeconds(10), Duration.ofMinutes(10));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return address + (key.isPresent() ? ", with a key, " : ", ") + connections + " connections";
    }
}
