package dev.parley.sim.worker;

import com.google.protobuf.ByteString;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.Placement;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.SceneTruth;
import dev.parley.station.privacy.PrivacyMasks;
import dev.parley.station.recording.Pictures;
import dev.parley.station.v1.ObjectPose;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import java.util.List;

/**
 * Pictures of a scene's start, with things moved where somebody wants them, and what such a picture shows. The caller makes sure that no
 * episode uses the scene.
 */
final class Previews {

    private static final int MOST_PLACEMENTS = 32;

    private final SimulatedScene scene;
    private final SceneDescription.CameraDescription camera;
    private final PrivacyMasks masks;

    Previews(SimulatedScene scene) {
        this(scene, PrivacyMasks.NONE);
    }

    /** @param masks what of the picture nobody sees */
    Previews(SimulatedScene scene, PrivacyMasks masks) {
        this.masks = masks;
        this.scene = scene;
        camera = StationCapabilities.peopleCamera(scene.description());
    }

    /**
     * The reply but for the request's id.
     *
     * @throws IllegalArgumentException saying what cannot be drawn, or as {@link dev.parley.sim.scene.MisplacedException} which object
     *     cannot be where it is wanted
     */
    RenderReply.Builder draw(RenderRequest request) {
        SceneDescription description = scene.description();
        if (!request.getSceneId().equals(description.id())) {
            throw new IllegalArgumentException(
                    "This station draws scene " + description.id() + ", not " + request.getSceneId());
        }
        if (!request.getCamera().isEmpty() && !request.getCamera().equals(camera.id())) {
            throw new IllegalArgumentException("Scene " + description.id() + " is drawn by camera " + camera.id()
                    + ", not " + request.getCamera());
        }
        if (request.getObjectsCount() > MOST_PLACEMENTS) {
            throw new IllegalArgumentException(
                    "At most " + MOST_PLACEMENTS + " objects can be placed, not " + request.getObjectsCount());
        }
        Conditions pinned = PinnedConditions.of(request.getConditionsList(), description);
        // Absent is not zero: only conditions that leave nothing to chance need no seed.
        if (!request.hasSeed() && pinned.values().size() < description.factors().size()) {
            throw new IllegalArgumentException("A preview needs a seed unless every condition is given");
        }
        int width = size(request.getWidthPx(), camera.widthPx(), "Width");
        int height = size(request.getHeightPx(), camera.heightPx(), "Height");
        Conditions drawn = scene.reset(request.getSeed(), pinned);
        SceneTruth start = scene.truth();
        ShownLayout layout = new ShownLayout(scene, start, scene.reach());
        scene.place(request.getObjectsList().stream().map(Previews::placement).toList());
        int[] argb = scene.frontPixels();
        scene.renderFront(argb);
        masks.apply(argb, camera.widthPx(), camera.heightPx());
        byte[] png =
                Pictures.png(Pictures.reduced(argb, camera.widthPx(), camera.heightPx(), width, height), width, height);
        RenderReply.Builder reply =
                RenderReply.newBuilder().setPng(ByteString.copyFrom(png)).setLayout(layout.now(drawn));
        if (reply.getLayout().hasRobot()) {
            reply.setSeenPng(ByteString.copyFrom(seen()));
        }
        return reply;
    }

    // A goal for a robot that moves about is what its own camera sees where it shall stand.
    private byte[] seen() {
        byte[] rgb = scene.observe().image();
        int[] argb = new int[rgb.length / 3];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000 | (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
        }
        return Pictures.png(argb, Observation.IMAGE_SIDE, Observation.IMAGE_SIDE);
    }

    private static Placement placement(ObjectPose pose) {
        return new Placement(pose.getObject(), pose.getXM(), pose.getYM(), pose.getYawRad());
    }

    /** Poses of all that can be moved, as the platform hears of them. */
    static List<ObjectPose> movablePoses(SimulatedScene scene) {
        SceneTruth truth = scene.truth();
        return scene.description().objects().stream()
                .filter(object -> scene.isMovable(object.id()))
                .map(object -> ShownLayout.pose(object.id(), truth.object(object.id())))
                .toList();
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
