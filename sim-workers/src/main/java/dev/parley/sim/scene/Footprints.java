package dev.parley.sim.scene;

import dev.parley.sim.mujoco.Geometry;
import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.task.SceneObject;
import java.util.ArrayList;
import java.util.List;

/** Finds what objects cover from how they are drawn or, where that is not said, from their collision shapes. */
final class Footprints {

    private static final int CORNERS = 8;

    private Footprints() {}

    /** The world must have been forwarded, and the object must stand upright in it. */
    static Footprint of(SceneObject object, PhysicsWorld world) {
        SceneObject.Look look = object.look();
        if (look != null && look.shape().equals("bowl")) {
            return Footprint.circle(look.radiusM(), 0, look.heightM());
        }
        if (look != null) {
            List<Double> outline =
                    look.outlineM().stream().flatMap(List::stream).toList();
            return new Footprint(outline, -look.heightM() / 2, look.heightM() / 2);
        }
        int body = world.body(object.id());
        List<Geometry> shapes = world.geometries().stream()
                .filter(shape -> shape.body() == body && shape.rgba().alpha() > 0)
                .toList();
        if (shapes.size() == 1 && shapes.getFirst().shape() == Geometry.Shape.CYLINDER) {
            Geometry.Triple size = shapes.getFirst().sizeM();
            return Footprint.circle(size.x(), -size.y(), size.y());
        }
        return around(body, shapes, world);
    }

    // The rectangle in the body's frame that holds all corners of all its shapes.
    private static Footprint around(int body, List<Geometry> shapes, PhysicsWorld world) {
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Geometry shape : shapes) {
            for (double[] corner : corners(shape)) {
                double[] own = inBody(body, inWorld(shape.index(), corner, world), world);
                for (int axis = 0; axis < 3; axis++) {
                    least[axis] = Math.min(least[axis], own[axis]);
                    most[axis] = Math.max(most[axis], own[axis]);
                }
            }
        }
        if (shapes.isEmpty()) {
            return Footprint.rectangle(0, 0, 0, 0, 0, 0);
        }
        return Footprint.rectangle(least[0], most[0], least[1], most[1], least[2], most[2]);
    }

    private static List<double[]> corners(Geometry shape) {
        double x = shape.sizeM().x();
        double y = shape.shape() == Geometry.Shape.BOX ? shape.sizeM().y() : x;
        double z = switch (shape.shape()) {
            case BOX -> shape.sizeM().z();
            case CYLINDER -> shape.sizeM().y();
            case CAPSULE -> shape.sizeM().y() + shape.sizeM().x();
            case OTHER -> 0;
        };
        List<double[]> corners = new ArrayList<>();
        for (int i = 0; i < CORNERS; i++) {
            corners.add(new double[] {(i & 1) == 0 ? -x : x, (i & 2) == 0 ? -y : y, (i & 4) == 0 ? -z : z});
        }
        return corners;
    }

    private static double[] inWorld(int shape, double[] point, PhysicsWorld world) {
        double[] at = new double[3];
        for (int row = 0; row < 3; row++) {
            at[row] = world.geomPosition(shape, row);
            for (int column = 0; column < 3; column++) {
                at[row] += world.geomRotation(shape, 3 * row + column) * point[column];
            }
        }
        return at;
    }

    private static double[] inBody(int body, double[] point, PhysicsWorld world) {
        double w = world.bodyQuaternion(body, 0);
        double z = world.bodyQuaternion(body, 3);
        double yaw = 2 * StrictMath.atan2(z, w);
        double x = point[0] - world.bodyPosition(body, 0);
        double y = point[1] - world.bodyPosition(body, 1);
        return new double[] {
            StrictMath.cos(yaw) * x + StrictMath.sin(yaw) * y,
            StrictMath.cos(yaw) * y - StrictMath.sin(yaw) * x,
            point[2] - world.bodyPosition(body, 2)
        };
    }
}
