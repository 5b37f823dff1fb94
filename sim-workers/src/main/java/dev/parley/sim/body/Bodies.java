package dev.parley.sim.body;

import dev.parley.sim.mujoco.PhysicsWorld;
import java.util.List;
import java.util.Map;

/** The kinds of bodies that scenes can name as their embodiment. */
public final class Bodies {

    /** The 6-DoF arm with a parallel gripper. */
    public static final String ARM = ArmBody.ID;

    /** The robot on two driven wheels. */
    public static final String DRIVE = DriveBody.ID;

    /** The SCARA with a suction cup. */
    public static final String SCARA = ScaraBody.ID;

    private Bodies() {}

    /** Ids that {@link #open} accepts. */
    public static List<String> ids() {
        return List.of(ArmBody.ID, DriveBody.ID, ScaraBody.ID);
    }

    /** What the numbers of an action mean everywhere in the platform; throws {@link IllegalArgumentException} for an unknown id. */
    public static String actionSpace(String id) {
        return switch (id) {
            case ArmBody.ID -> ArmBody.ACTION_SPACE;
            case DriveBody.ID -> DriveBody.ACTION_SPACE;
            case ScaraBody.ID -> ScaraBody.ACTION_SPACE;
            default -> throw unknown(id);
        };
    }

    /** Whether a body of that id is the 6-DoF arm, whose actions are {@link ArmAction}s and whose truth is an arm's. */
    public static boolean isArm(String id) {
        return id.equals(ArmBody.ID);
    }

    private static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("No body is named " + id + "; there are " + ids());
    }

    /**
     * A body in a world whose model has its joints, actuators and sites.
     *
     * @param settings the numbers a scene sets for it; an unknown name is refused
     * @throws IllegalArgumentException for an unknown id, naming the known ones
     */
    public static Body open(String id, PhysicsWorld world, Map<String, Double> settings) {
        return switch (id) {
            case ArmBody.ID -> new ArmBody(world, ArmBody.Start.of(settings));
            case DriveBody.ID -> new DriveBody(world, settings);
            case ScaraBody.ID -> new ScaraBody(world, settings);
            default -> throw unknown(id);
        };
    }
}
