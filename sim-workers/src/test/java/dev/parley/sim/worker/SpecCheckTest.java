package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.GoalImage;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.PolicyReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecCheckTest {

    private final SceneDescription scene = SceneDescription.load("blocks-and-bowls");
    private final SpecCheck check = new SpecCheck(
            List.of(scene),
            StationCapabilities.of(
                    List.of(OfferedScene.of(scene.id())), new CarriedPolicies(scene).capabilities(), false));

    @Test
    void whatTheStationCanDoIsAccepted() {
        assertThat(violations(spec().addConditions(number("cube-red.x_m", 0.1))))
                .isEmpty();
    }

    @Test
    void everyReasonAgainstIsToldAtOnce() {
        EpisodeSpec.Builder spec = spec().clearSeed()
                .clearInstruction()
                .setGoalImage(GoalImage.newBuilder().setPng(ByteString.copyFromUtf8("png")))
                .setPolicy(PolicyReference.newBuilder().setName("random").setDigest("00"))
                .setTaskId("fly")
                .addRecordCameras("wrist")
                .addConditions(number("cube-red.x_m", 7))
                .addConditions(number("gravity", 1))
                .addConditions(Condition.newBuilder().setName("table.tone").setText("dark"));
        assertThat(violations(spec))
                .containsExactly(
                        "An episode in a simulator needs a seed",
                        "This station does not carry version 00 of policy random",
                        "The goal image is no PNG file",
                        "Scene blocks-and-bowls has no task fly",
                        "This station cannot record a camera named wrist",
                        "Condition cube-red.x_m must be a number from -0.12 to 0.2",
                        "Scene blocks-and-bowls has no condition named gravity",
                        "Condition table.tone must be a number from 0.9 to 1.1");
    }

    @Test
    void policyThatGoesByWordsIsNotShownAPicture() {
        assertThat(violations(spec().setGoalImage(GoalImages.plain(0xFF8000))))
                .containsExactly("Policy random takes no goal image; ask it in words");
        assertThat(violations(spec().clearInstruction())).containsExactly("Policy random needs an instruction");
    }

    @Test
    void policyThatGoesByPicturesIsShownOneAndToldNothing() {
        SpecCheck looking = new SpecCheck(
                List.of(scene),
                Capabilities.newBuilder()
                        .addPolicies(PolicyCapability.newBuilder()
                                .setName("by-colour")
                                .setDigest("01")
                                .addSceneIds(scene.id())
                                .setAcceptsGoalImage(true))
                        .build());
        EpisodeSpec.Builder shown = spec().clearInstruction()
                .clearTaskId()
                .setPolicy(PolicyReference.newBuilder().setName("by-colour").setDigest("01"))
                .setGoalImage(GoalImages.plain(0xFF8000));

        assertThat(looking.violations(shown.build())).isEmpty();
        assertThat(looking.violations(shown.setInstruction("wave").build()))
                .containsExactly("Policy by-colour takes no instruction; show it a goal image and nothing else");
        assertThat(looking.violations(shown.clearInstruction().clearGoalImage().build()))
                .containsExactly("Policy by-colour needs a goal image");
    }

    @Test
    void anotherSceneIsRefused() {
        assertThat(violations(spec().setSceneId("kitchen")))
                .containsExactly("This station runs blocks-and-bowls, not kitchen");
    }

    @Test
    void stationWithSeveralScenesHoldsEachEpisodeAgainstItsOwn() {
        List<OfferedScene> scenes = OfferedScene.all(List.of("blocks-and-bowls", "room"));
        List<SceneDescription> descriptions =
                scenes.stream().map(OfferedScene::description).toList();
        SpecCheck both = new SpecCheck(
                descriptions, StationCapabilities.of(scenes, new CarriedPolicies(descriptions).capabilities(), false));
        EpisodeSpec.Builder drive = Specs.redInBlue("room-random", 0)
                .setSceneId("room")
                .setInstruction("go to the red sofa")
                .setTaskId("go-to-sofa");

        assertThat(both.violations(spec().build())).isEmpty();
        assertThat(both.violations(drive.build())).isEmpty();
        assertThat(both.violations(spec().setSceneId("room").build()))
                .containsExactly(
                        "Policy random does not act in scene room", "Scene room has no task put-cube-red-in-bowl-blue");
        assertThat(both.violations(drive.setSceneId("kitchen").build()))
                .containsExactly("This station runs blocks-and-bowls, room, not kitchen");
    }

    private static EpisodeSpec.Builder spec() {
        return Specs.redInBlue("random", 0);
    }

    private List<String> violations(EpisodeSpec.Builder spec) {
        return check.violations(spec.build());
    }

    private static Condition number(String name, double value) {
        return Condition.newBuilder().setName(name).setNumber(value).build();
    }
}
