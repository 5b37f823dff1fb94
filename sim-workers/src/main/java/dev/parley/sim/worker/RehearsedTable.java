package dev.parley.sim.worker;

import dev.parley.station.v1.ObjectPose;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.SceneThing;
import java.util.List;
import java.util.Optional;

/**
 * The table of a rehearsal as its camera shows it before an episode. Nobody can walk up to it, so what stands there is the start that is
 * asked about - but for one thing: whoever sets a table for the second time forgets something, and operators are to practise looking.
 * When the same start is looked at for the second time, one thing has not been put back, as plainly as that can be; from the next look on it
 * has. Any thread.
 */
final class RehearsedTable {
    private static final double[] APART_M = {0.06, 0.2, 0.6};
    private static final List<double[]> WAYS =
            List.of(new double[] {1, 0}, new double[] {-1, 0}, new double[] {0, 1}, new double[] {0, -1});
    /** Whoever looks waits for them. */
    private static final int TRIES = 8;
    /** Of full contrast, on the mean of all pixels: a thing of usual size on a ground of another brightness. */
    private static final double PLAIN = 0.002;

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

    /** The first of a few moves that is plain to see, or the plainest of them; empty where nothing can be moved. */
    private Optional<RenderReply.Builder> forgotten(RenderRequest start, RenderReply.Builder asItShouldBe) {
        Optional<RenderReply.Builder> plainest = Optional.empty();
        double most = 0;
        int tries = 0;
        List<SceneThing> movable = asItShouldBe.getLayout().getThingsList().stream()
                .filter(SceneThing::getMovable)
                .toList();
        for (SceneThing thing : movable) {
            for (double apart : APART_M) {
                if (most >= PLAIN || tries == TRIES) {
                    return plainest;
                }
                tries++;
                Optional<RenderReply.Builder> moved = moved(start, thing.getPose(), apart);
                double change = moved.map(now -> PictureChange.between(asItShouldBe.getPng(), now.getPng()))
                        .orElse(0.0);
                if (change > most) {
                    plainest = moved;
                    most = change;
                }
            }
        }
        return plainest;
    }

    /** To the first side where it can stand. */
    private Optional<RenderReply.Builder> moved(RenderRequest start, ObjectPose pose, double apart) {
        return WAYS.stream()
                .map(way -> drawings.draw(start.toBuilder()
                        .addObjects(pose.toBuilder()
                                .setXM(pose.getXM() + apart * way[0])
                                .setYM(pose.getYM() + apart * way[1]))
                        .build()))
                .filter(drawn -> drawn.getRefusal().isEmpty())
                .findFirst();
    }
}
