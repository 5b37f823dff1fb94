package dev.parley.sim.body;

import dev.parley.sim.body.ScaraKinematics.Joints;
import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.ScaraTruth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A SCARA with a suction cup. Its four joints and actuators are the first of the model: shoulder, elbow, height, spindle. A setting
 * {@code top.<part>} says how high above its origin a part's flat top is; only such parts can be sucked.
 */
final class ScaraBody implements Body {

    static final String ID = "scara-suction";
    static final String ACTION_SPACE = "joint-deltas-suction";

    private static final List<String> FELT =
            List.of("shoulder_rad", "elbow_rad", "height_m", "spindle_rad", "suction_command", "vacuum");
    private static final String TOP = "top.";
    private static final int JOINTS = 4;
    private static final int SUBSTEPS_PER_TARGET = 8;
    private static final double SEALS_WITHIN_M = 0.012;
    private static final double START_HEIGHT_M = 0.14;
    private static final double MAX_SHOULDER_RAD = 2.4;
    private static final double MAX_ELBOW_RAD = 2.6;
    private static final double MIN_HEIGHT_M = 0.008;
    private static final double MAX_HEIGHT_M = 0.18;
    private static final double MAX_SPINDLE_RAD = 4;

    private final PhysicsWorld world;
    private final int cup;
    private final Suction suction;
    private Joints from = new Joints(0, 0, 0, 0);
    private Joints to = from;
    private Joints target = from;
    private boolean sucks;

    ScaraBody(PhysicsWorld world, Map<String, Double> settings) {
        this.world = world;
        cup = world.body("cup");
        Map<String, Double> tops = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            if (!name.startsWith(TOP)) {
                throw new IllegalArgumentException(ID + " has the settings " + TOP + "<part>, not " + name);
            }
            tops.put(name.substring(TOP.length()), value);
        });
        suction = new Suction(world, cup, tops, SEALS_WITHIN_M);
    }

    @Override
    public List<String> proprioceptionNames() {
        return FELT;
    }

    @Override
    public void start(ToDoubleFunction<String> conditions) {
        suction.release();
        sucks = false;
        Position at =
                new Position(conditions.applyAsDouble("cup.x_m"), conditions.applyAsDouble("cup.y_m"), START_HEIGHT_M);
        target = ScaraKinematics.jointsFor(at, 0);
        from = target;
        to = target;
        double[] angles = angles(target);
        for (int joint = 0; joint < JOINTS; joint++) {
            world.setPosition(joint, angles[joint]);
            world.setControl(joint, angles[joint]);
        }
    }

    private static double[] angles(Joints joints) {
        return new double[] {joints.shoulderRad(), joints.elbowRad(), joints.heightM(), joints.spindleRad()};
    }

    @Override
    public Action begin(Action wanted) {
        ScaraAction action = ScaraAction.of(wanted).limited();
        from = target;
        to = moved(from, action);
        sucks = action.sucks();
        return new Action(
                to.shoulderRad() - from.shoulderRad(),
                to.elbowRad() - from.elbowRad(),
                to.heightM() - from.heightM(),
                to.spindleRad() - from.spindleRad(),
                sucks ? 1 : 0);
    }

    private static Joints moved(Joints joints, ScaraAction action) {
        return new Joints(
                Math.clamp(joints.shoulderRad() + action.shoulderRad(), -MAX_SHOULDER_RAD, MAX_SHOULDER_RAD),
                Math.clamp(joints.elbowRad() + action.elbowRad(), 0, MAX_ELBOW_RAD),
                Math.clamp(joints.heightM() + action.heightM(), MIN_HEIGHT_M, MAX_HEIGHT_M),
                Math.clamp(joints.spindleRad() + action.spindleRad(), -MAX_SPINDLE_RAD, MAX_SPINDLE_RAD));
    }

    @Override
    public void drive(int substep) {
        if (substep % SUBSTEPS_PER_TARGET == 0) {
            target = between(from, to, (substep + SUBSTEPS_PER_TARGET) / (double) SUBSTEPS);
            double[] angles = angles(target);
            for (int joint = 0; joint < JOINTS; joint++) {
                world.setControl(joint, angles[joint]);
            }
        }
        if (sucks) {
            suction.suck();
        } else {
            suction.release();
        }
        world.compensateBias(JOINTS);
    }

    private static Joints between(Joints from, Joints to, double share) {
        return new Joints(
                from.shoulderRad() + share * (to.shoulderRad() - from.shoulderRad()),
                from.elbowRad() + share * (to.elbowRad() - from.elbowRad()),
                from.heightM() + share * (to.heightM() - from.heightM()),
                from.spindleRad() + share * (to.spindleRad() - from.spindleRad()));
    }

    @Override
    public Action stay() {
        return new Action(0, 0, 0, 0, sucks ? 1 : 0);
    }

    @Override
    public float[] proprioception() {
        return new float[] {
            (float) world.position(0),
            (float) world.position(1),
            (float) world.position(2),
            (float) world.position(3),
            sucks ? 1 : 0,
            suction.held().isEmpty() ? 0 : 1
        };
    }

    @Override
    public ScaraTruth truth(Collection<Action> underWay) {
        Joints told = target;
        boolean pump = sucks;
        for (Action action : underWay) {
            ScaraAction command = ScaraAction.of(action).limited();
            told = moved(told, command);
            pump = command.sucks();
        }
        return new ScaraTruth(
                new Position(world.bodyPosition(cup, 0), world.bodyPosition(cup, 1), world.bodyPosition(cup, 2)),
                world.position(0) + world.position(1) + world.position(3),
                List.of(told.shoulderRad(), told.elbowRad(), told.heightM(), told.spindleRad()),
                pump,
                suction.held());
    }
}
