package dev.parley.sim.scene;

import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.render.Camera;
import dev.parley.sim.render.Vector;
import java.util.List;

/**
 * Where a picture of a scene is taken from. A camera stands still or rides on a body, and then neither tilts nor sees that body.
 * Large scenes are drawn as a small model of themselves, because the renderer draws what fits on a table.
 */
final class Viewpoint {

    private static final int NOWHERE = -1;

    private final SceneDescription.CameraDescription camera;
    private final PhysicsWorld world;
    private final double scale;
    private final int mount;

    Viewpoint(SceneDescription scene, SceneDescription.CameraDescription camera, PhysicsWorld world) {
        this.camera = camera;
        this.world = world;
        scale = scene.pictureScale();
        mount = camera.on().isEmpty() ? NOWHERE : world.body(camera.on());
    }

    /** Metres of the picture's model that are a metre of the scene. */
    double scale() {
        return scale;
    }

    boolean rides() {
        return mount != NOWHERE;
    }

    /** Whether it rides on this body, or on the one that carries it: a camera does not see its own robot. */
    boolean ridesOn(int body) {
        return rides() && (mount == body || mount == world.rootBody(body));
    }

    /** The camera as described, in the picture's model; for one that rides, as if its body stood at the origin. */
    Camera described() {
        return at(0, 0, 0, 0, new Vector(0, 0, 0));
    }

    /** Where a riding camera is now, moved by {@code shiftM} in its body's frame. */
    Camera now(Vector shiftM) {
        double w = world.bodyQuaternion(mount, 0);
        double x = world.bodyQuaternion(mount, 1);
        double y = world.bodyQuaternion(mount, 2);
        double z = world.bodyQuaternion(mount, 3);
        double yaw = StrictMath.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
        return at(
                world.bodyPosition(mount, 0), world.bodyPosition(mount, 1), world.bodyPosition(mount, 2), yaw, shiftM);
    }

    /** Where a riding camera would be if its body stood on the floor at a place, looking along {@code headingRad}. */
    Camera ifAt(double xM, double yM, double headingRad, Vector shiftM) {
        return at(xM, yM, 0, headingRad, shiftM);
    }

    private Camera at(double xM, double yM, double zM, double yawRad, Vector shiftM) {
        return new Camera(
                camera.widthPx(),
                camera.heightPx(),
                point(camera.eyeM(), xM, yM, zM, yawRad, shiftM),
                point(camera.targetM(), xM, yM, zM, yawRad, shiftM),
                (float) camera.verticalViewDegrees());
    }

    private Vector point(List<Double> own, double xM, double yM, double zM, double yawRad, Vector shiftM) {
        double x = own.get(0) + shiftM.x();
        double y = own.get(1) + shiftM.y();
        double z = own.get(2) + shiftM.z();
        double cos = StrictMath.cos(yawRad);
        double sin = StrictMath.sin(yawRad);
        return new Vector(
                (float) (scale * (xM + cos * x - sin * y)), (float) (scale * (yM + sin * x + cos * y)), (float)
                        (scale * (zM + z)));
    }
}
