package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.station.privacy.PrivacyMasks;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.PolicyCapability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StationCapabilitiesTest {

    private final SceneDescription scene = SceneDescription.load("blocks-and-bowls");
    private final Capabilities capabilities = StationCapabilities.of(
            List.of(OfferedScene.of(scene.id())), new CarriedPolicies(scene).capabilities(), false);

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
    void whatIsHiddenIsAnnouncedWithItsCameraAndNothingIsUnlessToldSo() {
        assertThat(camera("main").getPrivacyMasksCount()).isZero();
        List<OfferedScene> masked = OfferedScene.masked(
                List.of(OfferedScene.of(scene.id())), Map.of("main", PrivacyMasks.parse("0,0,0.25,1")));
        Capabilities hiding = StationCapabilities.of(masked, new CarriedPolicies(scene).capabilities(), false);
        assertThat(hiding.getEmbodiment().getObservationSpace().getCamerasList())
                .filteredOn(camera -> camera.getPrivacyMasksCount() > 0)
                .singleElement()
                .satisfies(camera -> {
                    assertThat(camera.getName()).isEqualTo("main");
                    assertThat(camera.getPrivacyMasks(0).getWidth()).isEqualTo(0.25);
                });
    }

    @Test
    void saysWhereNetworksRunAndHowManyRowsAtOnce() {
        assertThat(capabilities.getInference().getDevice()).isEqualTo("cpu");
        assertThat(capabilities.getInference().getBatch()).isEqualTo(1);
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
    void policyIsAnnouncedWithWhatItTakes() {
        assertThat(capabilities.getPoliciesList()).allSatisfy(policy -> {
            List<PolicyCard.Asking> takes = Policies.card(policy.getName()).takes();
            assertThat(policy.getAcceptsInstruction()).isEqualTo(takes.contains(PolicyCard.Asking.WORDS));
            assertThat(policy.getAcceptsGoalImage()).isEqualTo(takes.contains(PolicyCard.Asking.PICTURE));
        });
        assertThat(Policies.card("tabletop-bc").takes()).containsExactly(PolicyCard.Asking.WORDS);
    }

    @Test
    void policyOfSeveralScenesIsAnnouncedAlikeInEach() {
        for (String id : List.of("stacking-and-sorting", "push-board")) {
            List<PolicyCapability> offered = new CarriedPolicies(SceneDescription.load(id)).capabilities();

            assertThat(offered)
                    .extracting(PolicyCapability::getName)
                    .containsExactly("arm-many", "arm-many-early", "planner", "scripted-expert", "random");
            assertThat(offered)
                    .allMatch(policy -> capabilities.getPoliciesList().contains(policy));
        }
    }

    @Test
    void announcedDescriptionHoldsEveryTaskAndTheWordsToReadIt() throws Exception {
        SceneFiles board = SceneFiles.of(SceneFolder.of("push-board"));
        JsonNode announced = new JsonMapper().readTree(board.description().toByteArray());

        assertThat(board.description().size()).isLessThan(256 * 1024);
        assertThat(announced.path("tasks"))
                .hasSameSizeAs(SceneDescription.load("push-board").tasks());
        assertThat(announced.path("tasks").get(0).path("predicate").path("kind").asText())
                .isEqualTo("beside");
        assertThat(announced.path("language").path("sayings")).isNotEmpty();
        assertThat(SceneFiles.of(SceneFolder.of("push-board")).version()).isEqualTo(board.version());
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
