package dev.parley.sim.scene;

import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.render.Drawable;
import dev.parley.sim.render.Light;
import dev.parley.sim.render.SceneRenderer;
import dev.parley.sim.render.TableTexture;
import dev.parley.sim.render.Vector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows a scene to one camera. */
final class ScenePicture {

    static final String PEOPLE = "people";
    static final String POLICY = "policy";

    private static final SceneRenderer.Quality FOR_PEOPLE = new SceneRenderer.Quality(2, 2, 1024, 1);
    private static final SceneRenderer.Quality FOR_POLICY = new SceneRenderer.Quality(3, 6, 256, 0);
    /** A camera that rides has its view of the floor made anew for every picture. */
    private static final SceneRenderer.Quality FOR_RIDING = new SceneRenderer.Quality(3, 3, 384, 0);

    private static final Vector UNMOVED = new Vector(0, 0, 0);

    private final SceneDescription scene;
    private final Viewpoint viewpoint;
    private final SceneRenderer renderer;
    private final Map<String, List<Drawable>> byObject;
    private Vector shift = UNMOVED;

    private ScenePicture(SceneDescription scene, PhysicsWorld world, String audience, SceneRenderer.Quality quality) {
        this.scene = scene;
        byObject = new HashMap<>();
        viewpoint = new Viewpoint(scene, scene.cameraFor(audience), world);
        renderer = new SceneRenderer(
                viewpoint.described(), quality, new Solids(scene, world, viewpoint).drawables(byObject));
    }

    static ScenePicture forPeople(SceneDescription scene, PhysicsWorld world) {
        return new ScenePicture(scene, world, PEOPLE, FOR_PEOPLE);
    }

    static ScenePicture forPolicy(SceneDescription scene, PhysicsWorld world) {
        boolean rides = !scene.cameraFor(POLICY).on().isEmpty();
        return new ScenePicture(scene, world, POLICY, rides ? FOR_RIDING : FOR_POLICY);
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
        shift = new Vector(
                (float) valueOrZero(conditions, "camera.dx_m"), (float) valueOrZero(conditions, "camera.dy_m"), (float)
                        valueOrZero(conditions, "camera.dz_m"));
        renderer.prepare(
                light,
                (float) conditions.value("table.tone"),
                TableTexture.values()[(int) valueOrZero(conditions, "table.texture")],
                viewpoint.rides() ? UNMOVED : shift);
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

    /** Draws what a riding camera would see if its body stood somewhere else and everything else where it is. */
    void renderFrom(double xM, double yM, double headingRad, int[] argb) {
        if (!viewpoint.rides()) {
            throw new IllegalStateException("The policy's camera of scene " + scene.id()
                    + " stands still: it sees nothing else from elsewhere");
        }
        renderer.lookFrom(viewpoint.ifAt(xM, yM, headingRad, shift));
        renderer.render(argb);
    }

    void render(int[] argb) {
        if (viewpoint.rides()) {
            renderer.lookFrom(viewpoint.now(shift));
        }
        renderer.render(argb);
    }
}
