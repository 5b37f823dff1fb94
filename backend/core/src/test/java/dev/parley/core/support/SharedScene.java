package dev.parley.core.support;

import static dev.parley.core.support.Lab.await;

import com.google.protobuf.ByteString;
import dev.parley.contracts.StationId;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.station.WantedBody;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A scene that no other test knows, with two policies, for stations of several kinds. */
public final class SharedScene {
    public static final String WORDS = "put the red cube in the blue bowl";

    private final Stations stations;
    private final String id = "shared-" + UUID.randomUUID();
    private final PolicyCapability learned = policy("learned", "learned-");
    private final PolicyCapability expert = policy("scripted-expert", "expert-");
    private final PolicyCapability rival = policy("learned", "rival-");

    public SharedScene(Stations stations) {
        this.stations = stations;
    }

    public String id() {
        return id;
    }

    public String learned() {
        return learned.getName();
    }

    public String expert() {
        return expert.getName();
    }

    public String rival() {
        return rival.getName();
    }

    public String digestOfLearned() {
        return learned.getDigest();
    }

    /** One that runs a third policy too, of the same kind as the learned one. */
    public StationData stationWithRival(StationKind kind) {
        return station(kind, List.of(learned, expert, rival));
    }

    public StationData station(StationKind kind) {
        return station(kind, List.of(learned, expert));
    }

    /** One that does not run the learned policy. */
    public StationData stationWithoutLearned(StationKind kind) {
        return station(kind, List.of(expert));
    }

    /** By whichever policy. */
    public PromptRequest ask(Optional<WantedBody> body) {
        return new PromptRequest(
                Optional.of(WORDS), Optional.empty(), Optional.of(id), Optional.empty(), OptionalLong.empty(), body);
    }

    private StationData station(StationKind kind, List<PolicyCapability> policies) {
        StationId station = await(stations.register(
                        kind + " " + UUID.randomUUID(), kind, UUID.randomUUID() + "-" + UUID.randomUUID()))
                .id();
        Capabilities capabilities = Capabilities.newBuilder()
                .setEmbodiment(Lab.capabilities().getEmbodiment())
                .addScenes(SceneCapability.newBuilder()
                        .setSceneId(id)
                        .setVersion("1")
                        .setDescriptionJson(ByteString.copyFrom(Lab.scene())))
                .addAllPolicies(policies)
                .setSlots(2)
                .build();
        return await(stations.openSession(station, "boot-1", capabilities.toByteArray()));
    }

    private PolicyCapability policy(String kind, String prefix) {
        return PolicyCapability.newBuilder()
                .setName(prefix + UUID.randomUUID())
                .setDigest((UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", ""))
                .setKind(kind)
                .setTitle(kind)
                .setAcceptsInstruction(true)
                .setEmbodiment("tabletop-arm-6dof")
                .setActionSpaceKind("delta-pose-gripper")
                .addSceneIds(id)
                .build();
    }
}
