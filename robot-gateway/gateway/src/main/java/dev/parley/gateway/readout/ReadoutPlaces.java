package dev.parley.gateway.readout;

import dev.parley.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many readout sockets are open, in all and per network address. Thread-safe. */
@ApplicationScoped
class ReadoutPlaces {
    private final int most;
    private final int mostPerAddress;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    @Inject
    ReadoutPlaces(GatewayConfig config) {
        most = config.limits().readoutSockets();
        mostPerAddress = config.limits().readoutSocketsPerAddress();
    }

    /** Whether there is a place for this address now; it is not kept. */
    synchronized boolean hasRoom(String address) {
        return all < most && taken.getOrDefault(address, 0) < mostPerAddress;
    }

    /** @return false when there is no place for this address */
    synchronized boolean take(String address) {
        if (!hasRoom(address)) {
            return false;
        }
        taken.merge(address, 1, Integer::sum);
        all++;
        return true;
    }

    synchronized void free(@Nullable String address) {
        if (address != null && taken.computeIfPresent(address, (who, count) -> count == 1 ? 0 : count - 1) != null) {
            taken.remove(address, 0);
            all--;
        }
    }
}
