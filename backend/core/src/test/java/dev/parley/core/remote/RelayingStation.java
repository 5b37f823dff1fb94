package dev.parley.core.remote;

import static dev.parley.core.support.Lab.await;

import com.google.protobuf.ByteString;
import dev.parley.contracts.StationId;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Lab;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.ObservationSpace;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.VectorSpace;
import java.util.UUID;
import java.util.stream.IntStream;

/** A station that reaches policies elsewhere. */
final class RelayingStation {
    /** How many numbers its state has. */
    static final int STATE = 6;

    private RelayingStation() {}

    /** A new one with this scene. */
    static StationData of(String scene, Stations stations) {
        StationId id = await(stations.register(
                        "relaying " + UUID.randomUUID(),
                        StationKind.SIMULATOR,
                        UUID.randomUUID() + "-" + UUID.randomUUID()))
                .id();
        return await(stations.openSession(id, "boot-1", capabilities(scene).toByteArray()));
    }

    private static Capabilities capabilities(String scene) {
        return Capabilities.newBuilder()
                .setEmbodiment(Embodiment.newBuilder()
                        .setName("tabletop-arm-6dof")
                        .setActionSpace(ActionSpace.newBuilder()
                                .setKind("delta-pose-gripper")
                                .setVector(vector("action", RemoteRig.WIDTH))
                                .setControlHz(10))
                        .setObservationSpace(ObservationSpace.newBuilder()
                                .setState(vector("state", STATE))
                                .addCameras(CameraSpec.newBuilder()
                                        .setName("policy")
                                        .setWidthPx(64)
                                        .setHeightPx(64))))
                .addScenes(SceneCapability.newBuilder()
                        .setSceneId(scene)
                        .setVersion("1")
                        .setDescriptionJson(ByteString.copyFrom(Lab.scene())))
                .setSlots(2)
                .setReachesRelayedPolicies(true)
                .build();
    }

    private static VectorSpace vector(String name, int width) {
        VectorSpace.Builder vector = VectorSpace.newBuilder();
        IntStream.range(0, width)
                .forEach(i -> vector.addNames(name + "_" + i).addLow(-1).addHigh(1));
        return vector.build();
    }
}
