package dev.parley.rosbridge.agent;

import com.google.protobuf.ByteString;
import dev.parley.rosbridge.envelope.JointLimit;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.ObservationSpace;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.StationKind;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.VectorSpace;

/** What this station tells the platform it is. */
final class AgentCapabilities {
    static final String GRIPPER = "gripper";
    private static final String SOFTWARE = "parley-rosbridge-agent";

    private AgentCapabilities() {}

    /** @param powerCut whether cutting the power is wired and was tested in the last 30 days */
    static Capabilities of(AgentSettings settings, boolean powerCut) {
        Capabilities.Builder capabilities = Capabilities.newBuilder()
                .setKind(StationKind.STATION_KIND_REAL_ROBOT)
                .setEmbodiment(embodiment(settings))
                .setSlots(1)
                .addStopLevels(StopLevel.STOP_LEVEL_HOLD)
                .addStopLevels(StopLevel.STOP_LEVEL_CONTROLLED_STOP)
                .setHardwareStopReadable(true)
                .setOperatorRequired(true)
                .setShowsPresent(!settings.cameras().isEmpty())
                .setSoftware(SOFTWARE)
                .setReachesRelayedPolicies(true);
        if (powerCut) {
            capabilities.addStopLevels(StopLevel.STOP_LEVEL_POWER_CUT);
        }
        for (AgentSettings.Scene scene : settings.scenes()) {
            capabilities.addScenes(SceneCapability.newBuilder()
                    .setSceneId(scene.id())
                    .setVersion(scene.version())
                    .setAutomaticReset(settings.reset().scripted())
                    .setDescriptionJson(ByteString.copyFrom(scene.description())));
        }
        return capabilities.build();
    }

    private static Embodiment embodiment(AgentSettings settings) {
        boolean gripper = settings.gripper().isPresent();
        ObservationSpace.Builder seen = ObservationSpace.newBuilder().setState(state(settings, gripper));
        for (AgentSettings.Camera camera : settings.cameras()) {
            seen.addCameras(CameraSpec.newBuilder()
                    .setName(camera.name())
                    .setWidthPx(camera.widthPx())
                    .setHeightPx(camera.heightPx())
                    .setFps(camera.fps())
                    .setLive(camera.live())
                    .setRecorded(true)
                    .addAllPrivacyMasks(camera.masks().announced()));
        }
        return Embodiment.newBuilder()
                .setName(settings.robot().embodiment())
                .setActionSpace(ActionSpace.newBuilder()
                        .setKind(settings.control().kind().word() + (gripper ? "-gripper" : ""))
                        .setVector(actions(settings, gripper))
                        .setControlHz(settings.control().hz()))
                .setObservationSpace(seen)
                .build();
    }

    private static VectorSpace actions(AgentSettings settings, boolean gripper) {
        VectorSpace.Builder space = VectorSpace.newBuilder();
        for (JointLimit joint : settings.limits().joints()) {
            switch (settings.control().kind()) {
                case JOINT_POSITION ->
                    space.addNames(joint.name()).addLow(joint.low()).addHigh(joint.high());
                case JOINT_VELOCITY ->
                    space.addNames(joint.name()).addLow(-joint.maxVelocity()).addHigh(joint.maxVelocity());
            }
        }
        if (gripper) {
            space.addNames(GRIPPER).addLow(0).addHigh(1);
        }
        return space.build();
    }

    private static VectorSpace state(AgentSettings settings, boolean gripper) {
        VectorSpace.Builder space = VectorSpace.newBuilder();
        for (JointLimit joint : settings.limits().joints()) {
            space.addNames(joint.name()).addLow(joint.low()).addHigh(joint.high());
        }
        if (gripper) {
            space.addNames(GRIPPER).addLow(0).addHigh(1);
        }
        return space.build();
    }
}
