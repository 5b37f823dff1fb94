package dev.parley.sim.scene;

import dev.parley.sim.mujoco.Geometry;
import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.render.Camera;
import dev.parley.sim.render.Drawable;
import dev.parley.sim.render.Light;
import dev.parley.sim.render.PoseSource;
import dev.parley.sim.render.SceneRenderer;
import dev.parley.sim.render.TableTexture;
import dev.parley.sim.render.Vector;
import dev.parley.sim.task.SceneObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows a scene to one camera. */
final class ScenePicture {

    static final String PEOPLE = "people";
    static final String POLICY = "policy";

    private static final SceneRenderer.Quality FOR_PEOPLE = new SceneRenderer.Quality(2, 2, 1024, 1);
    private static final SceneRenderer.Quality FOR_POLICY = new SceneRenderer.Quality(3, 6, 256, 0);
    private static final float MATT = .25f;
    private static final float GLAZED = .5f;

    private final SceneDescription scene;
    private final SceneRenderer renderer;
    private final Map<String, List<Drawable>> byObject;

    private ScenePicture(SceneDescription scene, PhysicsWorld world, String audience, SceneRenderer.Quality quality) {
        this.scene = scene;
        byObject = new HashMap<>();
        renderer = new SceneRenderer(camera(scene.cameraFor(audience)), quality, drawables(scene, world, byObject));
    }

    static ScenePicture forPeople(SceneDescription scene, PhysicsWorld world) {
        return new ScenePicture(scene, world, PEOPLE, FOR_PEOPLE);
    }

    static ScenePicture forPolicy(SceneDescription scene, PhysicsWorld world) {
        return new ScenePicture(scene, world, POLICY, FOR_POLICY);
    }

    private static Camera camera(SceneDescription.CameraDescription camera) {
        return new Camera(camera.widthPx(), camera.heightPx(), vector(camera.eyeM()), vector(camera.targetM()), (float)
                camera.verticalViewDegrees());
    }

    private static Vector vector(List<Double> numbers) {
        return new Vector(
                numbers.get(0).floatValue(),
                numbers.get(1).floatValue(),
                numbers.get(2).floatValue());
    }

    /** Takes over what holds for a whole episode. */
    void prepare(Conditions conditions) {
        Light light = Light.at(
                conditions.value("light.azimuth_rad"),
                conditions.value("light.elevation_rad"),
                conditions.value("light.intensity"));
        for (ConditionFactor factor : scene.factors(Purpose.COLOUR)) {
            List<Double> colour = scene.palette().get((int) conditions.value(factor.name()));
            factor.of().forEach(object -> recolour(object, colour));
        }
        renderer.prepare(
                light,
                (float) conditions.value("table.tone"),
                TableTexture.values()[(int) valueOrZero(conditions, "table.texture")],
                new Vector(
                        (float) valueOrZero(conditions, "camera.dx_m"),
                        (float) valueOrZero(conditions, "camera.dy_m"),
                        (float) valueOrZero(conditions, "camera.dz_m")));
    }

    private double valueOrZero(Conditions conditions, String factor) {
        return scene.varies(factor) ? conditions.value(factor) : 0;
    }

    private void recolour(String object, List<Double> colour) {
        for (Drawable drawable : byObject.getOrDefault(object, List.of())) {
            drawable.recolour(
                    colour.get(0).floatValue(),
                    colour.get(1).floatValue(),
                    colour.get(2).floatValue());
        }
    }

    void render(int[] argb) {
        renderer.render(argb);
    }

    // The table is drawn by the renderer itself; an object with a look is drawn as that and not as its collision
    // shapes.
    private static List<Drawable> drawables(
            SceneDescription scene, PhysicsWorld world, Map<String, List<Drawable>> byObject) {
        Map<Integer, SceneObject> objects = new HashMap<>();
        scene.objects().forEach(object -> objects.put(world.body(object.id()), object));
        int table = world.geom("table");
        List<Drawable> drawables = new ArrayList<>();
        for (Geometry geometry : world.geometries()) {
            SceneObject object = objects.get(geometry.body());
            SceneObject.Look look = object == null ? null : object.look();
            if (geometry.index() == table || geometry.rgba().alpha() == 0) {
                continue;
            }
            if (look == null) {
                drawables.add(solid(world, geometry));
            } else if (object != null && world.geom(object.id()) == geometry.index()) {
                drawables.add(look(look, bodyPose(world, geometry.body()), geometry));
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
