package dev.parley.sim.render;

/**
 * A pinhole camera without lens distortion.
 *
 * @param eye where it stands, metres
 * @param target the point in the middle of its picture
 * @param verticalViewDegrees angle of view from top to bottom
 */
public record Camera(int widthPx, int heightPx, Vector eye, Vector target, float verticalViewDegrees) {

    /** The same camera moved without turning, metres. */
    public Camera shifted(Vector byM) {
        return new Camera(widthPx, heightPx, eye.plus(byM), target.plus(byM), verticalViewDegrees);
    }
}
