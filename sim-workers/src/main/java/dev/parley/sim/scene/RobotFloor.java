package dev.parley.sim.scene;

import dev.parley.sim.task.Sight;
import java.util.List;

/**
 * The floor that a robot moves about on, for who wants to put it elsewhere.
 *
 * @param robot its id among the scene's objects
 * @param radiusM how far its shell reaches
 * @param bounds inner faces of the walls
 * @param sights what has a name there and is no object
 */
public record RobotFloor(String robot, double radiusM, SceneDescription.Area bounds, List<Sight> sights) {

    public RobotFloor {
        sights = List.copyOf(sights);
    }
}
