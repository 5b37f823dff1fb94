package dev.parley.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.Turns;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PolicyOfAnotherBodyTest {

    private final String room = "room-" + UUID.randomUUID();
    private final String gripper = "gripper-" + UUID.randomUUID();

    @Inject
    Lab lab;

    @Inject
    Stations stations;

    @Inject
    Prompts prompts;

    @Inject
    Turns turns;

    @BeforeEach
    void armAndRoomAreThere() {
        lab.station(StationKind.SIMULATOR);
        StationId id = Lab.await(stations.register(
                        "Room " + UUID.randomUUID(), StationKind.SIMULATOR, UUID.randomUUID() + "-key"))
                .id();
        Lab.await(stations.openSession(id, "boot-1", roomWithRobotOnWheels().toByteArray()));
    }

    private Capabilities roomWithRobotOnWheels() {
        return Capabilities.newBuilder()
                .setEmbodiment(Embodiment.newBuilder()
                        .setName("diff-drive")
                        .setActionSpace(ActionSpace.newBuilder().setKind("linear-angular-velocity")))
                .addScenes(SceneCapability.newBuilder()
                        .setSceneId(room)
                        .setVersion("1")
                        .setDescriptionJson(ByteString.copyFromUtf8("""
                                {"title": "Room", "embodiment": {"id": "diff-drive"}, "controlHz": 10, "horizonSteps": 10,
                                 "objects": [], "tasks": [], "examples": []}""")))
                .addPolicies(PolicyCapability.newBuilder()
                        .setName(gripper)
                        .setDigest("ab".repeat(32))
                        .setKind("learned")
                        .setTitle("Gripper")
                        .setAcceptsInstruction(true)
                        .setEmbodiment("tabletop-arm-6dof")
                        .setActionSpaceKind("delta-pose-gripper")
                        .addSceneIds(room))
                .setSlots(1)
                .build();
    }

    private PromptRequest ask(String policy) {
        return new PromptRequest(
                Optional.of("go to the door"),
                Optional.empty(),
                Optional.of(room),
                Optional.of(policy),
                OptionalLong.empty());
    }

    @Test
    void policyThatKnowsOnlyTheTableIsRefusedInTheRoomBeforeAnythingIsQueued() {
        long before = Lab.await(turns.open());

        assertThatThrownBy(() -> Lab.await(prompts.submit(ask(Lab.POLICY), Lab.someone())))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.POLICY_DOES_NOT_FIT))
                .hasMessageContaining(room)
                .hasMessageContaining(Lab.SCENE);
        assertThat(Lab.await(turns.open())).isEqualTo(before);
    }

    @Test
    void policyThatMovesAnArmIsRefusedOnWheelsWithBothBodiesNamed() {
        long before = Lab.await(turns.open());

        assertThatThrownBy(() -> Lab.await(prompts.submit(ask(gripper), Lab.someone())))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.POLICY_DOES_NOT_FIT))
                .hasMessageContaining("tabletop-arm-6dof")
                .hasMessageContaining("diff-drive");
        assertThat(Lab.await(turns.open())).isEqualTo(before);
    }
}
