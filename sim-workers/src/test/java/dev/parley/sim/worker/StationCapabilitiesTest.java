package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.PolicyCapability;
import org.junit.jupiter.api.Test;

class StationCapabilitiesTest {

    private final SceneDescription scene = SceneDescription.load("blocks-and-bowls");
    private final SceneFiles files = SceneFiles.of(SceneFolder.of(scene.id()));
    private final Capabilities capabilities =
            StationCapabilities.of(scene, files, new CarriedPolicies().capabilities());

    @Test
    void peopleWatchOneCameraAndThePolicyHasItsOwn() {
        CameraSpec main = camera("main");
        assertThat(main.getWidthPx()).isEqualTo(640);
        assertThat(main.getHeightPx()).isEqualTo(480);
        assertThat(main.getFps()).isEqualTo(20);
        assertThat(main.getLive()).isTrue();
        assertThat(main.getRecorded()).isTrue();
        assertThat(camera("policy").getLive()).isFalse();
        assertThat(camera("policy").getRecorded()).isFalse();
    }

    @Test
    void actionsAreNamedAndLimited() {
        assertThat(capabilities.getEmbodiment().getActionSpace().getKind()).isEqualTo("delta-pose-gripper");
        assertThat(capabilities.getEmbodiment().getActionSpace().getControlHz()).isEqualTo(10);
        assertThat(capabilities.getEmbodiment().getActionSpace().getVector().getNamesList())
                .containsExactly("dx_m", "dy_m", "dz_m", "dyaw_rad", "gripper");
        assertThat(capabilities.getEmbodiment().getActionSpace().getVector().getHighList())
                .containsExactly(0.045, 0.045, 0.045, 0.25, 1.0);
    }

    @Test
    void expertIsLabelledAsWhatItIsAndEveryPolicyHasAVersion() {
        assertThat(capabilities.getPoliciesList())
                .allMatch(policy -> policy.getDigest().matches("[0-9a-f]{64}"))
                .allMatch(policy -> policy.getEmbodiment()
                        .equals(capabilities.getEmbodiment().getName()))
                .anyMatch(policy -> policy.getName().equals("scripted-expert")
                        && policy.getKind().equals("scripted-expert"))
                .extracting(PolicyCapability::getKind)
                .contains("random");
    }

    @Test
    void sceneTravelsAsItsFileUnderItsVersion() {
        assertThat(capabilities.getScenes(0).getDescriptionJson().toStringUtf8())
                .contains("put the red cube in the blue bowl");
        assertThat(capabilities.getScenes(0).getVersion()).matches("[0-9a-f]{16}");
    }

    private CameraSpec camera(String name) {
        return capabilities.getEmbodiment().getObservationSpace().getCamerasList().stream()
                .filter(camera -> camera.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
