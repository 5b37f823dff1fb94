package dev.parley.sim.expert;

import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.TaskVocabulary;
import java.util.ArrayList;
import java.util.List;

/** Where there is room for one more object. */
final class FreeSpots {

    private static final double BESIDE_M = 0.045;
    private static final double SLOT_X_M = 0.030;
    private static final double SLOT_Y_M = 0.035;
    private static final double WIDE_M = 0.055;

    private final TaskVocabulary scene;

    FreeSpots(TaskVocabulary scene) {
        this.scene = scene;
    }

    /** A spot in a container: its middle or the place it names, or in a wide one the first of four corners that is empty. */
    Position in(SceneObject container, String moved, SceneTruth truth) {
        ObjectState state = truth.object(container.id());
        SceneObject.Spot drop = container.drop() == null ? SceneObject.Spot.ORIGIN : container.drop();
        SceneObject.Opening opening = container.opening();
        if (opening == null || opening.radiusM() > 0 || opening.halfXM() < WIDE_M || container.drop() != null) {
            return state.world(drop);
        }
        List<Position> slots = new ArrayList<>();
        for (int x = -1; x <= 1; x += 2) {
            for (int y = -1; y <= 1; y += 2) {
                slots.add(state.world(new SceneObject.Spot(x * SLOT_X_M, y * SLOT_Y_M, 0)));
            }
        }
        return slots.stream()
                .filter(slot -> distanceToNext(slot, List.of(moved, container.id()), truth) > BESIDE_M)
                .findFirst()
                .orElseGet(slots::getFirst);
    }

    /** The first of some spots within reach that leaves {@code halfM} free around it, or that leaves most. */
    Position first(List<Position> spots, String moved, double halfM, SceneTruth truth) {
        Position best = spots.getFirst();
        double most = Double.NEGATIVE_INFINITY;
        for (Position spot : spots) {
            double room = isWithinReach(spot) ? room(spot, moved, truth) : -1;
            if (room > halfM) {
                return spot;
            }
            if (room > most) {
                most = room;
                best = spot;
            }
        }
        return best;
    }

    /** Whether a spot within reach leaves {@code halfM} free around it. */
    boolean isFree(Position spot, String moved, double halfM, SceneTruth truth) {
        return isWithinReach(spot) && room(spot, moved, truth) > halfM;
    }

    private static boolean isWithinReach(Position spot) {
        return spot.xM() > -0.19 && spot.xM() < 0.27 && Math.abs(spot.yM()) < 0.32;
    }

    // From the spot to where the next object's own space begins.
    private double room(Position spot, String moved, SceneTruth truth) {
        return scene.objects().stream()
                .filter(object -> !object.id().equals(moved))
                .mapToDouble(
                        object -> truth.object(object.id()).position().horizontalDistanceM(spot) - object.clearanceM())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private double distanceToNext(Position spot, List<String> apartFrom, SceneTruth truth) {
        return scene.objects().stream()
                .filter(object -> !apartFrom.contains(object.id()))
                .mapToDouble(object -> truth.object(object.id()).position().horizontalDistanceM(spot))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
