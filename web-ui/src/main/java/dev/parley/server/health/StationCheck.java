package dev.parley.server.health;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Some station is here, takes work, and has a scene and a policy. */
@Readiness
@ApplicationScoped
class StationCheck implements AsyncHealthCheck {
    private static final String NAME = "station";
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private final Stations stations;
    private final ReactiveBridge bridge;

    @Inject
    StationCheck(Stations stations, ReactiveBridge bridge) {
        this.stations = stations;
        this.bridge = bridge;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return bridge.onContext(stations::all)
                .ifNoItem()
                .after(WITHIN)
                .fail()
                .map(StationCheck::judge)
                .onFailure()
                .recoverWithItem(() -> Checks.down(NAME, "The stations cannot be looked up"));
    }

    private static HealthCheckResponse judge(List<StationData> stations) {
        long serving = stations.stream().filter(StationCheck::serves).count();
        if (serving > 0) {
            return HealthCheckResponse.named(NAME)
                    .up()
                    .withData("serving", serving)
                    .build();
        }
        return Checks.down(NAME, stations.isEmpty() ? "No station is registered" : "No station takes work now");
    }

    private static boolean serves(StationData station) {
        return station.takesWorkWhenOpen()
                && !station.sceneIds().isEmpty()
                && !station.policyDigests().isEmpty();
    }
}
