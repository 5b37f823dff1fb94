package dev.parley.core.dataset;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.contracts.StationId;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.SceneCapability;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What stations say of their bodies: which numbers there are, and how they are called. */
@ApplicationScoped
class Bodies {
    private static final String CAPABILITIES = "SELECT capabilities FROM station WHERE id = $1";

    private final Pool postgres;

    @Inject
    Bodies(Pool postgres) {
        this.postgres = postgres;
    }

    Uni<Capabilities> of(StationId station) {
        return postgres.preparedQuery(CAPABILITIES)
                .execute(Tuple.of(station.value()))
                .map(rows -> {
                    try {
                        return rows.size() == 0
                                ? Capabilities.getDefaultInstance()
                                : Capabilities.parseFrom(
                                        rows.iterator().next().getBuffer(0).getBytes());
                    } catch (InvalidProtocolBufferException e) {
                        return Capabilities.getDefaultInstance();
                    }
                });
    }

    /** The body in a scene; empty where nothing is said of any. */
    static Optional<Embodiment> in(Capabilities station, String sceneId) {
        return station.getScenesList().stream()
                .filter(scene -> scene.getSceneId().equals(sceneId) && scene.hasEmbodiment())
                .map(SceneCapability::getEmbodiment)
                .findFirst()
                .or(() -> station.hasEmbodiment() ? Optional.of(station.getEmbodiment()) : Optional.empty());
    }
}
