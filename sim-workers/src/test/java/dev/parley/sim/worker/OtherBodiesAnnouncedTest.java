package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.SceneBody;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherBodiesAnnouncedTest {

    private static Capabilities of(String id) {
        SceneDescription scene = SceneDescription.load(id);
        return StationCapabilities.of(List.of(OfferedScene.of(id)), new CarriedPolicies(scene).capabilities(), false);
    }

    @Test
    void stationWithSeveralScenesNamesTheBodyWhereItIsNotTheUsualOne() {
        List<OfferedScene> scenes = OfferedScene.all(SceneFolder.carriedIds());
        List<SceneDescription> descriptions =
                scenes.stream().map(OfferedScene::description).toList();
        Capabilities all = StationCapabilities.of(scenes, new CarriedPolicies(descriptions).capabilities(), false);

        assertThat(all.getEmbodiment().getName()).isEqualTo("tabletop-arm-6dof");
        assertThat(all.getScenesList().stream().filter(SceneCapability::hasEmbodiment))
                .extracting(scene -> scene.getEmbodiment().getName())
                .containsExactly("diff-drive", "scara-suction");
        assertThat(SceneBody.of(all, "push-board")).isEqualTo(all.getEmbodiment());
        assertThat(SceneBody.of(all, "room"))
                .isEqualTo(of("room").getEmbodiment())
                .isNotEqualTo(all.getEmbodiment());
        assertThat(all.getPoliciesList())
                .extracting(PolicyCapability::getName)
                .containsExactlyElementsOf(Policies.names());
        assertThat(all.getSerializedSize()).isLessThan(WireLimits.CONTROL_FRAME_BYTES / 4);
    }

    @Test
    void roomAnnouncesTwoNumbersWithTheirLimits() {
        Capabilities room = of("room");

        assertThat(room.getEmbodiment().getName()).isEqualTo("diff-drive");
        assertThat(room.getEmbodiment().getActionSpace().getKind()).isEqualTo("linear-angular-velocity");
        assertThat(room.getEmbodiment().getActionSpace().getVector().getNamesList())
                .containsExactly("linear_m_s", "angular_rad_s");
        assertThat(room.getEmbodiment().getActionSpace().getVector().getHighList())
                .containsExactly(0.8, 1.6);
        assertThat(room.getEmbodiment().getObservationSpace().getState().getNamesList())
                .contains("odometry_x_m", "bumper");
        assertThat(room.getPoliciesList())
                .extracting(PolicyCapability::getName)
                .containsExactly("room-expert", "room-random", "room-goal", "room-goal-early");
    }

    @Test
    void scaraAnnouncesItsJoints() {
        Capabilities scara = of("parts-and-trays");

        assertThat(scara.getEmbodiment().getActionSpace().getKind()).isEqualTo("joint-deltas-suction");
        assertThat(scara.getEmbodiment().getActionSpace().getVector().getNamesList())
                .containsExactly("dshoulder_rad", "delbow_rad", "dheight_m", "dspindle_rad", "suction");
        assertThat(scara.getPoliciesList())
                .extracting(PolicyCapability::getName)
                .containsExactly("scara-expert", "scara-random");
    }

    @Test
    void policyOfTheArmDoesNotLoadInTheRoom() {
        assertThatThrownBy(() -> Policies.load("scripted-expert", SceneDescription.load("room")))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("room");
    }
}
