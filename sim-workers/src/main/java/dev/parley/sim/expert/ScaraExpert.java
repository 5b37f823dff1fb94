package dev.parley.sim.expert;

import dev.parley.sim.body.ScaraAction;
import dev.parley.sim.body.ScaraKinematics;
import dev.parley.sim.body.ScaraKinematics.Joints;
import dev.parley.sim.task.Inside;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.ScaraTruth;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;
import java.util.List;

/**
 * Sucks up the task's part and puts it where the task wants it, looking at the true state. Like the other experts it keeps no memory.
 */
public final class ScaraExpert {

    private static final double CARRY_M = 0.11;
    private static final double CLEAR_M = 0.085;
    private static final double ALIGNED_M = 0.003;
    private static final double OVER_M = 0.006;
    private static final double PUMP_BELOW_M = 0.02;
    private static final double LET_GO_M = 0.0025;
    private static final double STRAIGHT_RAD = 0.12;
    private static final double PRESS_M = 0.001;

    private final FreeSpots spots;
    private final SceneObject object;
    private final SceneObject target;
    private final Predicate goal;
    private final double maxMoveM;

    /**
     * An expert for one task.
     *
     * @param maxMoveM how far it moves the cup in one action at most
     * @throws IllegalArgumentException when it knows no way to do the task
     */
    public ScaraExpert(Task task, TaskVocabulary scene, double maxMoveM) {
        this.maxMoveM = maxMoveM;
        spots = new FreeSpots(scene);
        if (!List.of("inside", "on-top").contains(task.predicate().kind())) {
            throw new IllegalArgumentException(
                    "The scripted expert knows no way to do " + task.predicate().kind());
        }
        object = scene.object(task.predicate().argument("object"));
        target = scene.object(task.predicate().argument("target"));
        goal = scene.predicate(task.predicate());
    }

    /** The next action in this state; always within the limits of {@link ScaraAction}. */
    public ScaraAction act(SceneTruth truth) {
        ScaraTruth state = truth.scara();
        if (state.held().equals(object.id())) {
            return carry(state, truth);
        }
        if (!state.held().isEmpty() || lies(truth)) {
            return towards(state, at(state, CARRY_M), 0, false);
        }
        return reach(state, truth.object(object.id()));
    }

    // Whether it is where it should be once the cup has let go.
    private boolean lies(SceneTruth truth) {
        return goal instanceof Inside inside ? inside.lies(truth) : goal.holds(truth);
    }

    private static Position at(ScaraTruth state, double heightM) {
        return new Position(state.at().xM(), state.at().yM(), heightM);
    }

    private ScaraAction reach(ScaraTruth state, ObjectState part) {
        Position top = new Position(
                part.position().xM(), part.position().yM(), part.position().zM() + object.topM());
        double away = state.at().horizontalDistanceM(top);
        if (away > OVER_M && state.at().zM() < CLEAR_M) {
            return towards(state, at(state, CARRY_M), 0, false);
        }
        double height = away > ALIGNED_M ? CARRY_M : top.zM() - PRESS_M;
        boolean pump = away < OVER_M && state.at().zM() < top.zM() + PUMP_BELOW_M;
        return towards(state, new Position(top.xM(), top.yM(), height), 0, pump);
    }

    private ScaraAction carry(ScaraTruth state, SceneTruth truth) {
        ObjectState part = truth.object(object.id());
        Position place = goal instanceof Inside
                ? spots.in(target, object.id(), truth)
                : truth.object(target.id()).position();
        // What matters is where the part comes to lie, not where it was sucked.
        Position cup = new Position(
                place.xM() + state.at().xM() - part.position().xM(),
                place.yM() + state.at().yM() - part.position().yM(),
                CARRY_M);
        double away = part.position().horizontalDistanceM(place);
        if (away > OVER_M && state.at().zM() < CLEAR_M) {
            return towards(state, at(state, CARRY_M), 0, true);
        }
        double floor = goal instanceof Inside && target.opening() != null
                ? target.opening().lowM()
                : target.topM();
        double rests = truth.object(target.id()).position().zM()
                + floor
                + object.restingHeightM()
                + state.at().zM()
                - part.position().zM();
        // Square with the table: all parts fit so.
        double crooked = Hand.nearest(part.yawRad(), Math.PI / 2);
        double turn = state.yawRad() - crooked - told(state).yawRad();
        boolean down = state.at().zM() < CLEAR_M;
        if (away > (down ? OVER_M : ALIGNED_M) || (!down && Math.abs(crooked) > STRAIGHT_RAD)) {
            return towards(state, cup, turn, true);
        }
        boolean low = state.at().zM() < rests + LET_GO_M;
        return towards(state, new Position(cup.xM(), cup.yM(), rests + PRESS_M), turn, !low);
    }

    private static Joints told(ScaraTruth state) {
        List<Double> told = state.jointTargets();
        return new Joints(told.get(0), told.get(1), told.get(2), told.get(3));
    }

    private ScaraAction towards(ScaraTruth state, Position goal, double turn, boolean pump) {
        Joints now = told(state);
        Position from = ScaraKinematics.cup(now);
        double dx = goal.xM() - from.xM();
        double dy = goal.yM() - from.yM();
        double dz = goal.zM() - from.zM();
        double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double share = length > maxMoveM ? maxMoveM / length : 1;
        Joints next = ScaraKinematics.jointsFor(
                new Position(from.xM() + share * dx, from.yM() + share * dy, from.zM() + share * dz),
                now.yawRad() + turn);
        return new ScaraAction(
                        next.shoulderRad() - now.shoulderRad(),
                        next.elbowRad() - now.elbowRad(),
                        next.heightM() - now.heightM(),
                        next.spindleRad() - now.spindleRad(),
                        pump ? 1 : 0)
                .limited();
    }
}
