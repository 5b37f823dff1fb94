package dev.parley.sim.render;

/** A camera's axes and focal length in samples, ready for projection. */
final class View {

    final Vector eye;
    final Vector forward;
    final Vector right;
    final Vector up;
    final float focal;
    final float centreX;
    final float centreY;

    View(Camera camera, int samplesPerPixelSide) {
        eye = camera.eye();
        forward = camera.target().minus(camera.eye()).unit();
        right = forward.cross(new Vector(0, 0, 1)).unit();
        up = right.cross(forward);
        float height = camera.heightPx() * samplesPerPixelSide;
        focal = (float) (height / 2 / StrictMath.tan(StrictMath.toRadians(camera.verticalViewDegrees() / 2)));
        centreX = camera.widthPx() * samplesPerPixelSide * .5f;
        centreY = height * .5f;
    }
}
