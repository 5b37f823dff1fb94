package dev.parley.sim.worker;

import dev.parley.station.v1.ObjectPose;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.SceneThing;
import java.util.Optional;

/**
 * The table of a rehearsal as its camera shows it before an episode. Nobody can walk up to it, so what stands there is the start that is
 * asked about - but for one thing: whoever sets a table for the second time forgets something, and operators are to practise looking.
 * When the same start is looked at for the second time, one thing has not been put back; from the next look on it has. Any thread.
 */
final class RehearsedTable {
    private static final double APART_M = 0.06;
    private static final double[][] WAYS = {{APART_M, 0}, {-APART_M, 0}, {0, APART_M}, {0, -APART_M}};

    private final DrawingScene drawings;
    private RenderRequest last = RenderRequest.getDefaultInstance();
    private int looks;

    RehearsedTable(DrawingScene drawings) {
        this.drawings = drawings;
    }

    /** PNG; throws {@link IllegalArgumentException} in words when it cannot be shown. */
    synchronized byte[] look(RenderRequest request) {
        RenderRequest start = request.toBuilder()
                .clearRequestId()
                .clearPresent()
                .clearObjects()
                .build();
        looks = start.equals(last) ? looks + 1 : 1;
        last = start;
        RenderReply.Builder asItShouldBe = drawings.draw(start);
        return (looks == 2 ? forgotten(start, asItShouldBe) : Optional.<RenderReply.Builder>empty())
                .orElse(asItShouldBe)
                .getPng()
                .toByteArray();
    }

    /** Empty where nothing can be moved. */
    private Optional<RenderReply.Builder> forgotten(RenderRequest start, RenderReply.Builder asItShouldBe) {
        for (SceneThing thing : asItShouldBe.getLayout().getThingsList()) {
            if (thing.getMovable()) {
                for (double[] way : WAYS) {
                    ObjectPose pose = thing.getPose();
                    RenderReply.Builder moved = drawings.draw(start.toBuilder()
                            .addObjects(pose.toBuilder()
                                    .setXM(pose.getXM() + way[0])
                                    .setYM(pose.getYM() + way[1]))
                            .build());
                    if (moved.getRefusal().isEmpty()) {
                        return Optional.of(moved);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
