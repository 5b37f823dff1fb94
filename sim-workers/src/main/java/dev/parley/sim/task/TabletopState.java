package dev.parley.sim.task;

import java.util.Map;

/**
 * The true state of a tabletop scene at one moment: privileged knowledge for judges and the scripted expert, never for a
 * learned policy.
 *
 * @param objects pose of every movable object by its id
 * @param tool the point between the finger tips
 * @param toolTarget where the arm has been told to bring that point
 * @param toolYawTargetRad the commanded rotation of the gripper about the vertical
 * @param fingerOpeningM distance between the finger pads
 * @param gripperToldToOpen whether the last command opened the gripper
 */
public record TabletopState(
        Map<String, ObjectState> objects,
        Position tool,
        Position toolTarget,
        double toolYawTargetRad,
        double fingerOpeningM,
        boolean gripperToldToOpen) {

    public TabletopState {
        objects = Map.copyOf(objects);
    }

    /** The object with that id; throws {@link IllegalArgumentException} naming the known ids when there is none. */
    public ObjectState object(String id) {
        ObjectState state = objects.get(id);
        if (state == null) {
            throw new IllegalArgumentException("The scene has no object " + id + "; it has " + objects.keySet());
        }
        return state;
    }
}
