package dev.parley.sim.render;

/**
 * A pinhole camera without lens distortion.
 *
 * @param eye where it stands, metres
 * @param target the point in the middle of its picture
 * @param verticalViewDegrees angle of view from top to bottom
 */
public record Camera(int widthPx, int heightPx, Vector eye, Vector target, float verticalViewDegrees) {

    /** The same camera moved sideways without turning, metres. */
    public Camera shifted(float dxM, float dyM) {
        return new Camera(
                widthPx,
                heightPx,
                new Vector(eye.x() + dxM, eye.y() + dyM, eye.z()),
                new Vector(target.x() + dxM, target.y() + dyM, target.z()),
                verticalViewDegrees);
    }
}
