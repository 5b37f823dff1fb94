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
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Asks a simulator of this replica for a picture: an idle one, or one that can draw beside its episode. */
@ApplicationScoped
class RenderDesk implements Renders {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_AT_A_TIME = 16;
    /** One is drawn, one may wait: people who drag ask again anyway. */
    private static final int MOST_OF_A_STATION = 2;

    private final HeldStations held;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    private record Asked(StationId station, CompletableFuture<RenderReply> reply) {}

    @Inject
    RenderDesk(HeldStations held) {
        this.held = held;
    }

    @Override
    public Uni<byte[]> render(RenderRequest request) {
        return ask(request).map(reply -> {
            if (!reply.getRefusal().isEmpty()) {
                throw new ParleyException(ErrorCode.SERVICE_AWAY, reply.getRefusal());
            }
            return reply.getPng().toByteArray();
        });
    }

    /** Whether a simulator of this replica could take such a request now. */
    boolean couldTake(RenderRequest request) {
        return freeSimulator(request).isPresent();
    }

    /** The reply, a refusal among them; SERVICE_AWAY in the Uni when no simulator is free or none answers in time. */
    Uni<RenderReply> ask(RenderRequest request) {
        return Uni.createFrom().deferred(() -> {
            Optional<HeldStation> station = freeSimulator(request);
            if (station.isEmpty()) {
                return Uni.createFrom()
                        .failure(new ParleyException(
                                ErrorCode.SERVICE_AWAY,
                                "No simulator is free to draw %s just now; try again in a moment."
                                        .formatted(request.getSceneId())));
            }
            return ask(station.get(), request, "The simulator did not draw in time; try again in a moment.");
        });
    }

    /** Whether that station is connected here and shows what its camera sees. */
    boolean couldShow(StationId station) {
        return shows(station).isPresent();
    }

    /**
     * The reply of that station, a refusal among them; SERVICE_AWAY in the Uni when it is not connected here, is asked for as many
     * pictures as may be or does not answer in time.
     */
    Uni<RenderReply> show(StationId station, RenderRequest request) {
        return Uni.createFrom().deferred(() -> {
            HeldStation shown = shows(station)
                    .orElseThrow(() -> new ParleyException(
                            ErrorCode.SERVICE_AWAY, "The station is not in contact; try again in a moment."));
            if (underWay(station) >= MOST_OF_A_STATION) {
                throw new ParleyException(
                        ErrorCode.SERVICE_AWAY,
                        "The station is asked for %d pictures already, which is as many as may; try again in a moment."
                                .formatted(MOST_OF_A_STATION));
            }
            return ask(shown, request, "The station sent no picture in time; try again in a moment.");
        });
    }

    private Optional<HeldStation> shows(StationId station) {
        return held.all().stream()
                .filter(each -> each.id().equals(station) && each.capabilities().getShowsPresent())
                .findFirst();
    }

    private Uni<RenderReply> ask(HeldStation station, RenderRequest request, String late) {
        String id = UUID.randomUUID().toString();
        CompletableFuture<RenderReply> reply = new CompletableFuture<>();
        // All of it within the Uni, so that its end takes the entry away whatever fails.
        return Uni.createFrom()
                .completionStage(() -> {
                    asked.put(id, new Asked(station.id(), reply));
                    station.send(GatewayFrame.newBuilder()
                            .setRenderRequest(request.toBuilder().setRequestId(id)));
                    return reply;
                })
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new ParleyException(ErrorCode.SERVICE_AWAY, late))
                .onTermination()
                .invoke(() -> asked.remove(id));
    }

    private Optional<HeldStation> freeSimulator(RenderRequest request) {
        if (asked.size() >= MOST_AT_A_TIME) {
            return Optional.empty();
        }
        return held.all().stream()
                .filter(station -> station.station().kind() == StationKind.SIMULATOR
                        && station.capabilities().getRenders()
                        && mayDraw(station, request)
                        && underWay(station.id()) < MOST_OF_A_STATION
                        && station.capabilities().getScenesList().stream()
                                .anyMatch(scene -> scene.getSceneId().equals(request.getSceneId())))
                .min(Comparator.comparingLong(station -> underWay(station.id())));
    }

    private static boolean mayDraw(HeldStation station, RenderRequest request) {
        return station.capabilities().getComposes()
                || request.getObjectsCount() == 0
                        && station.leases().size() < station.capabilities().getSlots();
    }

    private long underWay(StationId station) {
        return asked.values().stream()
                .filter(waiting -> waiting.station().equals(station))
                .count();
    }

    void replied(RenderReply reply) {
        Asked waiting = asked.remove(reply.getRequestId());
        if (waiting != null) {
            waiting.reply().complete(reply);
        }
    }

    void gone(StationId station) {
        asked.values().stream()
                .filter(waiting -> waiting.station().equals(station))
                .forEach(waiting -> waiting.reply()
                        .completeExceptionally(new ParleyException(
                                ErrorCode.SERVICE_AWAY, "The station went away; try again in a moment.")));
    }
}
