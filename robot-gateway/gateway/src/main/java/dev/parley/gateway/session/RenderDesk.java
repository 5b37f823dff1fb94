package dev.parley.gateway.session;

import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationKind;
import dev.parley.gateway.Renders;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Asks an idle simulator of this replica for a picture. */
@ApplicationScoped
class RenderDesk implements Renders {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_AT_A_TIME = 16;

    private final HeldStations held;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    private record Asked(StationId station, CompletableFuture<byte[]> png) {}

    @Inject
    RenderDesk(HeldStations held) {
        this.held = held;
    }

    @Override
    public Uni<byte[]> render(RenderRequest request) {
        return Uni.createFrom().deferred(() -> {
            Optional<HeldStation> station = idleSimulator(request.getSceneId());
            if (station.isEmpty() || asked.size() >= MOST_AT_A_TIME) {
                return Uni.createFrom()
                        .failure(new ParleyException(
                                ErrorCode.SERVICE_AWAY, "no simulator is free to draw " + request.getSceneId()));
            }
            String id = UUID.randomUUID().toString();
            CompletableFuture<byte[]> png = new CompletableFuture<>();
            asked.put(id, new Asked(station.get().id(), png));
            station.get()
                    .send(GatewayFrame.newBuilder()
                            .setRenderRequest(request.toBuilder().setRequestId(id)));
            return Uni.createFrom()
                    .completionStage(png)
                    .ifNoItem()
                    .after(PATIENCE)
                    .failWith(() -> new ParleyException(ErrorCode.SERVICE_AWAY, "the simulator did not draw in time"))
                    .onTermination()
                    .invoke(() -> asked.remove(id));
        });
    }

    private Optional<HeldStation> idleSimulator(String sceneId) {
        return held.all().stream()
                .filter(station -> station.station().kind() == StationKind.SIMULATOR
                        && station.capabilities().getRenders()
                        && station.leases().size() < station.capabilities().getSlots()
                        && station.capabilities().getScenesList().stream()
                                .anyMatch(scene -> scene.getSceneId().equals(sceneId)))
                .findFirst();
    }

    void replied(RenderReply reply) {
        Asked waiting = asked.remove(reply.getRequestId());
        if (waiting == null) {
            return;
        }
        if (reply.getRefusal().isEmpty()) {
            waiting.png().complete(reply.getPng().toByteArray());
        } else {
            waiting.png().completeExceptionally(new ParleyException(ErrorCode.SERVICE_AWAY, reply.getRefusal()));
        }
    }

    void gone(StationId station) {
        asked.values().stream()
                .filter(waiting -> waiting.station().equals(station))
                .forEach(waiting -> waiting.png()
                        .completeExceptionally(new ParleyException(ErrorCode.SERVICE_AWAY, "the simulator went away")));
    }
}
