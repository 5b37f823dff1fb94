package dev.parley.sim.scene;

import dev.parley.sim.mujoco.Geometry;
import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.render.Drawable;
import dev.parley.sim.render.PoseSource;
import dev.parley.sim.task.SceneObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What of a physical world is drawn, and as what shapes. */
final class Solids {

    private static final float MATT = .25f;
    private static final float GLAZED = .5f;

    /**
     * A riding camera comes close to walls, and a triangle that reaches behind it is not drawn: large faces are cut into pieces so
     * small that such a piece is out of its view.
     */
    private static final float TILE_M = .05f;

    private final SceneDescription scene;
    private final PhysicsWorld world;
    private final Viewpoint viewpoint;
    private final double scale;

    Solids(SceneDescription scene, PhysicsWorld world, Viewpoint viewpoint) {
        this.scene = scene;
        this.world = world;
        this.viewpoint = viewpoint;
        scale = viewpoint.scale();
    }

    // The table is drawn by the renderer itself; an object with a look is drawn as that and not as its collision
    // shapes.
    /** All that this viewpoint shows, noting what belongs to which object. */
    List<Drawable> drawables(Map<String, List<Drawable>> byObject) {
        Map<Integer, SceneObject> objects = new HashMap<>();
        scene.objects().forEach(object -> objects.put(world.body(object.id()), object));
        int table = world.geom("table");
        List<Drawable> drawables = new ArrayList<>();
        for (Geometry geometry : world.geometries()) {
            SceneObject object = objects.get(geometry.body());
            SceneObject.Look look = object == null ? null : object.look();
            if (geometry.index() == table || geometry.rgba().alpha() == 0 || viewpoint.ridesOn(geometry.body())) {
                continue;
            }
            if (look == null) {
                drawables.add(solid(geometry));
            } else if (object != null && world.geom(object.id()) == geometry.index()) {
                drawables.add(look(look, bodyPose(geometry.body()), geometry));
            } else {
                continue;
            }
            if (object != null) {
                byObject.computeIfAbsent(object.id(), id -> new ArrayList<>()).add(drawables.getLast());
            }
        }
        return drawables;
    }

    private static Drawable look(SceneObject.Look look, PoseSource pose, Geometry geometry) {
        return switch (look.shape()) {
            case "bowl" -> Drawable.bowl((float) look.radiusM(), (float) look.heightM(), pose, paint(geometry, GLAZED));
            case "prism" ->
                Drawable.prism(outline(look.outlineM()), (float) look.heightM() / 2, pose, paint(geometry, MATT));
            default -> throw new IllegalArgumentException("A look is a bowl or a prism, not " + look.shape());
        };
    }

    private static float[] outline(List<List<Double>> corners) {
        float[] outline = new float[2 * corners.size()];
        for (int i = 0; i < corners.size(); i++) {
            outline[2 * i] = corners.get(i).getFirst().floatValue();
            outline[2 * i + 1] = corners.get(i).getLast().floatValue();
        }
        return outline;
    }

    private Drawable solid(Geometry geometry) {
        PoseSource pose = geometryPose(geometry.index());
        Drawable.Paint paint = paint(geometry, MATT);
        float a = (float) (scale * geometry.sizeM().x());
        float b = (float) (scale * geometry.sizeM().y());
        float c = (float) (scale * geometry.sizeM().z());
        return switch (geometry.shape()) {
            case BOX ->
                viewpoint.rides()
                        ? Drawable.tiledBox(a, b, c, TILE_M, pose, paint)
                        : Drawable.box(a, b, c, pose, paint);
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

    private PoseSource geometryPose(int geometry) {
        return into -> {
            for (int i = 0; i < 9; i++) {
                into[i] = (float) world.geomRotation(geometry, i);
            }
            for (int axis = 0; axis < 3; axis++) {
                into[9 + axis] = (float) (scale * world.geomPosition(geometry, axis));
            }
        };
    }

    private PoseSource bodyPose(int body) {
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
                into[9 + axis] = (float) (scale * world.bodyPosition(body, axis));
            }
        };
    }
}
