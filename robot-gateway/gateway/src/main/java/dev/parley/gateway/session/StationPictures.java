package dev.parley.gateway.session;

import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.startphoto.PresentPictures;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What a station's camera shows now: of one that is connected here, else by the replica that has it. */
@ApplicationScoped
class StationPictures implements PresentPictures {
    private final RenderDesk desk;
    private final RenderRelay relay;

    @Inject
    StationPictures(RenderDesk desk, RenderRelay relay) {
        this.desk = desk;
        this.relay = relay;
    }

    @Override
    public Uni<byte[]> take(StationId station, Wanted wanted) {
        RenderRequest.Builder request = RenderRequest.newBuilder()
                .setPresent(true)
                .setCamera(wanted.camera())
                .setSceneId(wanted.sceneId())
                .setSeed(wanted.seed())
                .setWidthPx(wanted.widthPx())
                .setHeightPx(wanted.heightPx());
        wanted.conditions()
                .forEach((name, value) -> request.addConditions(
                        Condition.newBuilder().setName(name).setNumber(value)));
        return Uni.createFrom()
                .deferred(() -> desk.couldShow(station)
                        ? desk.show(station, request.build())
                        : relay.show(station, request.build()))
                .map(StationPictures::picture);
    }

    private static byte[] picture(RenderReply reply) {
        if (!reply.getRefusal().isEmpty()) {
            throw new ParleyException(ErrorCode.SERVICE_AWAY, reply.getRefusal());
        }
        return reply.getPng().toByteArray();
    }
}
