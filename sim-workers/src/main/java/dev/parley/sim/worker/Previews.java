package dev.parley.sim.worker;

import dev.parley.sim.recording.Pictures;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.v1.RenderRequest;

/** Pictures of a scene's start for the goal composer and previews. The caller makes sure that no episode uses the scene. */
final class Previews {

    private final SimulatedScene scene;
    private final SceneDescription.CameraDescription camera;

    Previews(SimulatedScene scene) {
        this.scene = scene;
        camera = StationCapabilities.peopleCamera(scene.description());
    }

    /** PNG bytes; throws {@link IllegalArgumentException} saying what cannot be drawn. */
    byte[] render(RenderRequest request) {
        SceneDescription description = scene.description();
        if (!request.getSceneId().equals(description.id())) {
            throw new IllegalArgumentException(
                    "This station draws scene " + description.id() + ", not " + request.getSceneId());
        }
        if (!request.getCamera().isEmpty() && !request.getCamera().equals(camera.id())) {
            throw new IllegalArgumentException("Scene " + description.id() + " is drawn by camera " + camera.id()
                    + ", not " + request.getCamera());
        }
        Conditions pinned = PinnedConditions.of(request.getConditionsList(), description);
        // Absent is not zero: only conditions that leave nothing to chance need no seed.
        if (!request.hasSeed() && pinned.values().size() < description.factors().size()) {
            throw new IllegalArgumentException("A preview needs a seed unless every condition is given");
        }
        int width = size(request.getWidthPx(), camera.widthPx(), "Width");
        int height = size(request.getHeightPx(), camera.heightPx(), "Height");
        scene.reset(request.getSeed(), pinned);
        int[] argb = new int[camera.widthPx() * camera.heightPx()];
        scene.renderFront(argb);
        return Pictures.png(Pictures.reduced(argb, camera.widthPx(), camera.heightPx(), width, height), width, height);
    }

    private static int size(int wanted, int full, String what) {
        if (wanted == 0) {
            return full;
        }
        if (wanted < 16 || wanted > full) {
            throw new IllegalArgumentException(what + " must be from 16 to " + full + " pixels, not " + wanted);
        }
        return wanted;
    }
}
