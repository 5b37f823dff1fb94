package dev.parley.core.goal;

import java.util.List;

/**
 * A picture of a scene that a simulator drew, and what it shows.
 *
 * @param png as the camera for people sees it
 * @param relations what is so and was not at the start, the plainest reading of each object first
 */
public record ArrangedScene(
        byte[] png, List<ShownThing> things, Reach reach, View camera, List<GoalRelation> relations) {

    public ArrangedScene {
        things = List.copyOf(things);
        relations = List.copyOf(relations);
    }

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
