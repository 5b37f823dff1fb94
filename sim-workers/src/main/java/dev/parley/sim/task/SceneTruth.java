package dev.parley.sim.task;

import java.util.HashMap;
import java.util.Map;

/**
 * The true state of a scene at one moment: privileged knowledge for judges and the scripted expert, never for a learned policy.
 *
 * @param objects pose of every object, fixed or movable, by its id
 * @param joints value of every joint of the scene's fixtures by its id, metres or radians
 * @param body of the robot
 */
public record SceneTruth(Map<String, ObjectState> objects, Map<String, Double> joints, BodyTruth body) {

    public SceneTruth {
        objects = Map.copyOf(objects);
        joints = Map.copyOf(joints);
    }

    /** The object with that id; throws {@link IllegalArgumentException} naming the known ids when there is none. */
    public ObjectState object(String id) {
        ObjectState state = objects.get(id);
        if (state == null) {
            throw new IllegalArgumentException("The scene has no object " + id + "; it has " + objects.keySet());
        }
        return state;
    }

    /** The same with one object at another height. */
    public SceneTruth withHeight(String id, double zM) {
        ObjectState state = object(id);
        Position at = state.position();
        Map<String, ObjectState> others = new HashMap<>(objects);
        others.put(id, new ObjectState(new Position(at.xM(), at.yM(), zM), state.yawRad(), state.uprightness()));
        return new SceneTruth(others, joints, body);
    }

    /** The value of that joint; throws {@link IllegalArgumentException} naming the known ids when there is none. */
    public double joint(String id) {
        Double value = joints.get(id);
        if (value == null) {
            throw new IllegalArgumentException("The scene has no joint " + id + "; it has " + joints.keySet());
        }
        return value;
    }

    /** The state of an arm with a gripper; throws {@link IllegalStateException} when the body is another. */
    public ArmTruth arm() {
        if (body instanceof ArmTruth arm) {
            return arm;
        }
        throw new IllegalStateException("The scene's body is no arm with a gripper");
    }

    /** The state of a robot on wheels; throws {@link IllegalStateException} when the body is another. */
    public DriveTruth drive() {
        if (body instanceof DriveTruth drive) {
            return drive;
        }
        throw new IllegalStateException("The scene's body is no robot on wheels");
    }

    /** The state of a SCARA; throws {@link IllegalStateException} when the body is another. */
    public ScaraTruth scara() {
        if (body instanceof ScaraTruth scara) {
            return scara;
        }
        throw new IllegalStateException("The scene's body is no SCARA");
    }
}
