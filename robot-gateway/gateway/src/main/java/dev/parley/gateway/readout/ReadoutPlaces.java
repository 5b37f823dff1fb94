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

    /** @return false when there is no place for this address */
    synchronized boolean take(String address) {
        int here = taken.getOrDefault(address, 0);
        if (all >= most || here >= mostPerAddress) {
            return false;
        }
        taken.put(address, here + 1);
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
