package dev.parley.core.goal;

import java.util.List;
import java.util.Optional;

/**
 * A picture of a scene that a simulator drew, and what it shows.
 *
 * @param png as the camera for people sees it
 * @param relations what is so and was not at the start, the plainest reading of each object first
 * @param robot where a robot that moves about can be put elsewhere
 */
public record ArrangedScene(
        byte[] png,
        List<ShownThing> things,
        Reach reach,
        View camera,
        List<GoalRelation> relations,
        Optional<Robot> robot) {

    public ArrangedScene {
        things = List.copyOf(things);
        relations = List.copyOf(relations);
    }

    /** What a policy gets as the goal: the picture, or what the robot's own camera sees where it shall stand. */
    public byte[] goalPng() {
        return robot.map(Robot::seenPng).orElse(png);
    }

    /** Why it means nothing while all is as at the start. */
    public String unmoved() {
        return robot.isPresent()
                ? "The robot stands and looks as it starts. Move it by more than 10 cm or turn it by more than 10°."
                : "Nothing is moved yet. Move something by more than a centimetre.";
    }

    /**
     * A robot that moves about, which is one of the things as well; they are at rest around it.
     *
     * @param object its id among the things
     * @param radiusM how far its shell reaches
     * @param floor between the walls; the reach is for its middle
     * @param seenPng what its own camera sees from where it stands
     */
    public record Robot(String object, double radiusM, Reach floor, List<Landmark> landmarks, byte[] seenPng) {
        public Robot {
            landmarks = List.copyOf(landmarks);
        }
    }

    /** Part of a room that has a name and is none of the things. */
    public record Landmark(String name, double xM, double yM) {}

    /**
     * An object as it came to rest.
     *
     * @param movable whether it can be put elsewhere
     * @param outlineM corners from above in its own frame: x, y, x, y
     * @param lowM lowest point above its origin
     * @param highM highest point above its origin
     */
    public record ShownThing(
            String object,
            boolean movable,
            double xM,
            double yM,
            double zM,
            double yawRad,
            List<Double> outlineM,
            double lowM,
            double highM) {
        public ShownThing {
            outlineM = List.copyOf(outlineM);
        }
    }

    /** Where objects can be put, metres. */
    public record Reach(double minXM, double maxXM, double minYM, double maxYM) {}

    /** A pinhole camera without distortion: where it stands, what is in its picture's middle, and its angle from top to bottom. */
    public record View(List<Double> eyeM, List<Double> targetM, double verticalViewDegrees, int widthPx, int heightPx) {
        public View {
            eyeM = List.copyOf(eyeM);
            targetM = List.copyOf(targetM);
        }
    }
}
