package dev.parley.sim.worker;

import dev.parley.sim.body.Bodies;
import dev.parley.sim.policy.OnnxDevice;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.privacy.PrivacyMasks;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.Inference;
import dev.parley.station.v1.ObservationSpace;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.StationKind;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.VectorSpace;
import java.util.Collections;
import java.util.List;

/** What this station tells the gateway it is and can do, built from what it carries. */
final class StationCapabilities {

    /** One slot, one episode, one policy: each pass has one row. */
    private static final int OBSERVATIONS_A_PASS = 1;

    private StationCapabilities() {}

    /**
     * @param scenes at least one; the body of the first is the station's usual one
     * @param rehearsal whether it comes under the rules of a real robot
     */
    static Capabilities of(List<OfferedScene> scenes, List<PolicyCapability> policies, boolean rehearsal) {
        Embodiment usual = embodiment(scenes.getFirst());
        return Capabilities.newBuilder()
                .setKind(rehearsal ? StationKind.STATION_KIND_REHEARSAL : StationKind.STATION_KIND_SIMULATOR)
                .setOperatorRequired(rehearsal)
                .setEmbodiment(usual)
                .addAllScenes(scenes.stream().map(scene -> scene(scene, usual)).toList())
                .addAllPolicies(policies)
                .setSlots(1)
                .addStopLevels(StopLevel.STOP_LEVEL_HOLD)
                .addStopLevels(StopLevel.STOP_LEVEL_CONTROLLED_STOP)
                .setRenders(true)
                .setComposes(true)
                .setShowsPresent(rehearsal)
                .setSoftware("parley-sim-worker")
                .setInference(Inference.newBuilder()
                        .setDevice(OnnxDevice.inUse().toString())
                        .setBatch(OBSERVATIONS_A_PASS))
                .build();
    }

    private static SceneCapability scene(OfferedScene scene, Embodiment usual) {
        SceneCapability.Builder capability = SceneCapability.newBuilder()
                .setSceneId(scene.id())
                .setVersion(scene.files().version())
                .setAutomaticReset(true)
                .setSeedable(true)
                .setDescriptionJson(scene.files().description());
        Embodiment here = embodiment(scene);
        if (!here.equals(usual)) {
            capability.setEmbodiment(here);
        }
        return capability.build();
    }

    /** The camera that people watch and that is recorded. */
    static SceneDescription.CameraDescription peopleCamera(SceneDescription scene) {
        return scene.cameras().stream()
                .filter(StationCapabilities::isForPeople)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Scene " + scene.id() + " has no camera for people"));
    }

    private static Embodiment embodiment(OfferedScene offered) {
        SceneDescription scene = offered.description();
        ObservationSpace.Builder observations = ObservationSpace.newBuilder().setState(state(scene));
        for (SceneDescription.CameraDescription camera : scene.cameras()) {
            observations.addCameras(camera(offered, camera));
        }
        return Embodiment.newBuilder()
                .setName(scene.embodiment().id())
                .setActionSpace(ActionSpace.newBuilder()
                        .setKind(Bodies.actionSpace(scene.embodiment().id()))
                        .setVector(actions(scene))
                        .setControlHz(scene.controlHz()))
                .setObservationSpace(observations)
                .build();
    }

    private static VectorSpace actions(SceneDescription scene) {
        VectorSpace.Builder actions = VectorSpace.newBuilder();
        for (SceneDescription.ActionPart part : scene.actions()) {
            actions.addNames(part.name()).addLow(part.min()).addHigh(part.max());
        }
        return actions.build();
    }

    // What a policy feels; its limits are those of the arm, which nothing here depends on.
    private static VectorSpace state(SceneDescription scene) {
        int width = scene.proprioception().size();
        return VectorSpace.newBuilder()
                .addAllNames(scene.proprioception())
                .addAllLow(Collections.nCopies(width, Double.NEGATIVE_INFINITY))
                .addAllHigh(Collections.nCopies(width, Double.POSITIVE_INFINITY))
                .build();
    }

    private static CameraSpec camera(OfferedScene offered, SceneDescription.CameraDescription camera) {
        SceneDescription scene = offered.description();
        boolean forPeople = isForPeople(camera);
        return CameraSpec.newBuilder()
                .setName(camera.id())
                .setWidthPx(camera.widthPx())
                .setHeightPx(camera.heightPx())
                .setFps(forPeople ? scene.videoHz() : scene.controlHz())
                .setLive(forPeople)
                .setRecorded(forPeople)
                .addAllPrivacyMasks(offered.masks()
                        .getOrDefault(camera.id(), PrivacyMasks.NONE)
                        .announced())
                .build();
    }

    private static boolean isForPeople(SceneDescription.CameraDescription camera) {
        return "people".equals(camera.audience());
    }
}
