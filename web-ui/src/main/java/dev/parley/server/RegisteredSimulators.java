package dev.parley.server;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Simulator workers that run elsewhere and whose keys the installation chose itself: they are registered before they come. Every
 * replica may do it; the registration stays the same as long as the keys do.
 */
@ApplicationScoped
class RegisteredSimulators {
    private static final Duration REGISTER_WITHIN = Duration.ofSeconds(20);

    private final Stations stations;
    private final ReactiveBridge bridge;
    private final List<String> keys;

    @Inject
    RegisteredSimulators(
            Stations stations,
            ReactiveBridge bridge,
            @ConfigProperty(name = "parley.simulators.keys") Optional<List<String>> keys) {
        this.stations = stations;
        this.bridge = bridge;
        this.keys = keys.orElse(List.of());
    }

    /** Registers "Simulator 1", "Simulator 2", ... with their keys; throws when a key is too short. */
    void register() {
        for (int number = 1; number <= keys.size(); number++) {
            String name = "Simulator " + number;
            String key = keys.get(number - 1).strip();
            bridge.onContext(() -> stations.register(name, StationKind.SIMULATOR, key))
                    .await()
                    .atMost(REGISTER_WITHIN);
        }
    }
}
