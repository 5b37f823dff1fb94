package dev.parley.sim.scene;

import dev.parley.sim.mujoco.Geometry;
import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.render.Camera;
import dev.parley.sim.render.Drawable;
import dev.parley.sim.render.Light;
import dev.parley.sim.render.PoseSource;
import dev.parley.sim.render.SceneRenderer;
import dev.parley.sim.render.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows the tabletop to one camera. */
final class TabletopPicture {

    static final Camera FRONT = new Camera(640, 480, new Vector(.78f, 0, .62f), new Vector(0, 0, .05f), 46);
    static final Camera POLICY = new Camera(
            Observation.IMAGE_SIDE, Observation.IMAGE_SIDE, new Vector(.56f, 0, .60f), new Vector(.045f, 0, .02f), 44);

    private static final SceneRenderer.Quality FOR_PEOPLE = new SceneRenderer.Quality(2, 2, 1024, 1);
    private static final SceneRenderer.Quality FOR_POLICY = new SceneRenderer.Quality(3, 6, 256, 0);
    private static final float BOWL_RADIUS_M = .078f;
    private static final float BOWL_HEIGHT_M = .038f;
    private static final float MATT = .25f;
    private static final float GLAZED = .5f;

    private final SceneRenderer renderer;

    private TabletopPicture(SceneRenderer renderer) {
        this.renderer = renderer;
    }

    static TabletopPicture forPeople(PhysicsWorld world) {
        return new TabletopPicture(new SceneRenderer(FRONT, FOR_PEOPLE, drawables(world)));
    }

    static TabletopPicture forPolicy(PhysicsWorld world) {
        return new TabletopPicture(new SceneRenderer(POLICY, FOR_POLICY, drawables(world)));
    }

    void prepare(Conditions conditions) {
        Light light = Light.at(
                conditions.value("light.azimuth_rad"),
                conditions.value("light.elevation_rad"),
                conditions.value("light.intensity"));
        renderer.prepare(light, (float) conditions.value("table.tone"), (float) conditions.value("camera.dx_m"), (float)
                conditions.value("camera.dy_m"));
    }

    void render(int[] argb) {
        renderer.render(argb);
    }

    // The table is drawn by the renderer itself; a bowl's panels collide but are drawn as one smooth bowl.
    private static List<Drawable> drawables(PhysicsWorld world) {
        Map<Integer, String> bowls =
                Map.of(world.body("bowl-blue"), "bowl-blue", world.body("bowl-orange"), "bowl-orange");
        int table = world.geom("table");
        List<Drawable> drawables = new ArrayList<>();
        for (Geometry geometry : world.geometries()) {
            String bowl = bowls.get(geometry.body());
            if (bowl != null) {
                if (world.geom(bowl) == geometry.index()) {
                    drawables.add(Drawable.bowl(
                            BOWL_RADIUS_M, BOWL_HEIGHT_M, bodyPose(world, geometry.body()), paint(geometry, GLAZED)));
                }
            } else if (geometry.index() != table) {
                drawables.add(solid(world, geometry));
            }
        }
        return drawables;
    }

    private static Drawable solid(PhysicsWorld world, Geometry geometry) {
        PoseSource pose = geometryPose(world, geometry.index());
        Drawable.Paint paint = paint(geometry, MATT);
        float a = (float) geometry.sizeM().x();
        float b = (float) geometry.sizeM().y();
        float c = (float) geometry.sizeM().z();
        return switch (geometry.shape()) {
            case BOX -> Drawable.box(a, b, c, pose, paint);
            case CYLINDER -> Drawable.cylinder(a, b, pose, paint);
            case CAPSULE -> Drawable.capsule(a, b, pose, paint);
            case OTHER ->
                throw new IllegalStateException("Shape " + geometry.index() + " of the scene cannot be drawn");
        };
    }

    private static Drawable.Paint paint(Geometry geometry, float gloss) {
        return new Drawable.Paint(
                geometry.rgba().red(), geometry.rgba().green(), geometry.rgba().blue(), gloss);
    }

    private static PoseSource geometryPose(PhysicsWorld world, int geometry) {
        return into -> {
            for (int i = 0; i < 9; i++) {
                into[i] = (float) world.geomRotation(geometry, i);
            }
            for (int axis = 0; axis < 3; axis++) {
                into[9 + axis] = (float) world.geomPosition(geometry, axis);
            }
        };
    }

    private static PoseSource bodyPose(PhysicsWorld world, int body) {
        return into -> {
            double w = world.bodyQuaternion(body, 0);
            double x = world.bodyQuaternion(body, 1);
            double y = world.bodyQuaternion(body, 2);
            double z = world.bodyQuaternion(body, 3);
            into[0] = (float) (1 - 2 * (y * y + z * z));
            into[1] = (float) (2 * (x * y - w * z));
            into[2] = (float) (2 * (x * z + w * y));
            into[3] = (float) (2 * (x * y + w * z));
            into[4] = (float) (1 - 2 * (x * x + z * z));
            into[5] = (float) (2 * (y * z - w * x));
            into[6] = (float) (2 * (x * z - w * y));
            into[7] = (float) (2 * (y * z + w * x));
            into[8] = (float) (1 - 2 * (x * x + y * y));
            for (int axis = 0; axis < 3; axis++) {
                into[9 + axis] = (float) world.bodyPosition(body, axis);
            }
        };
    }
}
