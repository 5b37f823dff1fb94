package dev.parley.core.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.startphoto.StartPhotos.Rule;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** From which difference on two starts are unlike: what a station's people set, or the installation. */
@ApplicationScoped
class StartRules {
    /** Less than the noise of any camera. */
    private static final double LEAST = 0.001;

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final Stations stations;
    private final StartDeeds deeds;
    private final double usual;

    @Inject
    StartRules(Pool postgres, ReactiveBridge bridge, Stations stations, StartDeeds deeds, StartPhotoConfig config) {
        if (!possible(config.unlikeFrom())) {
            throw new IllegalArgumentException(
                    "parley.start-photos.unlike-from is a number from 0.001 to 1, not " + config.unlikeFrom());
        }
        this.postgres = postgres;
        this.bridge = bridge;
        this.stations = stations;
        this.deeds = deeds;
        usual = config.unlikeFrom();
    }

    /** What the installation says. */
    double usual() {
        return usual;
    }

    Uni<Rule> rule(StationId id) {
        return stations.known(id)
                .chain(station -> own(id).map(own ->
                        new Rule(own, usual, StartCamera.of(station).isPresent())));
    }

    Uni<Void> setRule(StationId id, Optional<Double> unlikeFrom, Actor by, String reason) {
        unlikeFrom.filter(value -> !possible(value)).ifPresent(value -> {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "Starts are unlike from a difference of 0.001 to 1 on, not %s.".formatted(value));
        });
        return stations.known(id)
                .chain(station -> deeds.record(
                        id,
                        by,
                        "station.start-photos-set",
                        reason,
                        Map.of("unlikeFrom", unlikeFrom.map(String::valueOf).orElse("as usual")),
                        transaction -> transaction
                                .preparedQuery("UPDATE station SET start_unlike_from = $2 WHERE id = $1")
                                .execute(Tuple.of(id.value(), unlikeFrom.orElse(null)))
                                .replaceWithVoid()));
    }

    private static boolean possible(double unlikeFrom) {
        return unlikeFrom >= LEAST && unlikeFrom <= 1;
    }

    /** What its people set. */
    Uni<Optional<Double>> own(StationId station) {
        return bridge.onContext(() -> postgres.preparedQuery("SELECT start_unlike_from FROM station WHERE id = $1")
                .execute(Tuple.of(station.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.<Double>empty()
                        : Optional.ofNullable(rows.iterator().next().getDouble(0))));
    }
}
