package dev.parley.sim.policy;

import static dev.parley.sim.policy.PolicyCard.Asking.PICTURE;
import static dev.parley.sim.policy.PolicyCard.Asking.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.contracts.Sha256;
import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalPolicyTest {

    private static final GoalPicture ORANGE = plain(0xFF8000);
    private static final Observation DARK = new Observation(new byte[64 * 64 * 3], new float[6], 0);

    @TempDir
    Path folder;

    @Test
    void goalPictureReachesTheNetworkThatActs() {
        try (Policy policy = GoalNetworks.policy()) {
            policy.begin(Prompted.picture(ORANGE), 1);
            Action action = policy.act(DARK);

            assertThat(action.number(0)).isCloseTo(0.01, within(1e-6));
            assertThat(action.number(1)).isCloseTo(0.01 * 128 / 255, within(1e-6));
            assertThat(action.number(2)).isZero();
            assertThat(action.number(3)).as("goes by the picture").isCloseTo(0.1, within(1e-6));
            assertThat(policy.familiarity()).as("nothing was said").isEmpty();
        }
    }

    @Test
    void wordsAloneLeaveNoGoalOfTheEpisodeBefore() {
        try (Policy policy = GoalNetworks.policy()) {
            policy.begin(Prompted.picture(ORANGE), 1);
            policy.act(DARK);
            policy.begin(Prompted.words("wave"), 2);
            Action action = policy.act(DARK);

            assertThat(action.number(0)).isZero();
            assertThat(action.number(2)).isNotZero();
            assertThat(action.number(3)).isZero();
            assertThat(policy.familiarity())
                    .hasValueSatisfying(
                            familiarity -> assertThat(familiarity.unfamiliar()).isEqualTo(familiarity.known() < 0.9));
        }
    }

    @Test
    void wordsBesideAPictureReachTheNetworkToo() {
        try (Policy policy = GoalNetworks.policy()) {
            policy.begin(Prompted.words("wave"), 1);
            double raised = policy.act(DARK).number(2);
            policy.begin(new Prompted("wave", Optional.of(ORANGE)), 1);
            Action action = policy.act(DARK);

            assertThat(action.number(0)).isCloseTo(0.01, within(1e-6));
            assertThat(action.number(2)).isCloseTo(raised, within(1e-6));
        }
    }

    @Test
    void anotherWorldsPolicyHasAGoalOfItsOwn() {
        try (Policy policy = GoalNetworks.policy()) {
            BatchedPolicy first = (BatchedPolicy) policy;
            BatchedPolicy second = first.another();
            first.begin(Prompted.picture(ORANGE), 1);
            second.begin(Prompted.picture(plain(0x0000FF)), 1);
            NetworkBatch batch = first.network().batch(2);
            first.ask(DARK, batch, 0);
            second.ask(DARK, batch, 1);
            batch.run(2);

            assertThat(first.answer(batch, 0)).isEqualTo(first.act(DARK));
            assertThat(second.answer(batch, 1).number(2)).isCloseTo(0.01, within(1e-6));
        }
    }

    @Test
    void policyIsAskedOnlyForWhatItTakes() {
        try (Policy reads = GoalNetworks.policy(WORDS);
                Policy looks = GoalNetworks.policy(PICTURE)) {
            assertThatThrownBy(() -> reads.begin(Prompted.picture(ORANGE), 1))
                    .isInstanceOf(PolicyException.class)
                    .hasMessage("Policy by-colour takes no goal image; ask it in words");
            assertThatThrownBy(() -> looks.begin(Prompted.words("wave"), 1))
                    .isInstanceOf(PolicyException.class)
                    .hasMessage("Policy by-colour takes no instruction; show it a goal image and nothing else");
            assertThatThrownBy(() -> looks.begin(Prompted.words(" "), 1))
                    .isInstanceOf(PolicyException.class)
                    .hasMessage("Policy by-colour needs a goal image");
        }
    }

    @Test
    void policiesThatGoByWordsRefuseAPicture() {
        for (String name : List.of("tabletop-bc", "scripted-expert", "random")) {
            try (Policy policy = Policies.load(name)) {
                assertThatThrownBy(() -> policy.begin(Prompted.picture(ORANGE), 1))
                        .as(name)
                        .isInstanceOf(PolicyException.class)
                        .hasMessageContaining("takes no goal image");
            }
        }
    }

    @Test
    void versionOfSeveralFilesIsTheDigestOfTheirDigests() {
        Artifact artifact = GoalNetworks.artifact();
        String both =
                Sha256.hex(GoalNetworks.file("goal-policy.onnx")) + Sha256.hex(GoalNetworks.file("goal-reader.onnx"));

        assertThat(artifact.version()).isEqualTo(Sha256.hex(both.getBytes(StandardCharsets.US_ASCII)));
        assertThat(Artifact.of(GoalNetworks.file("goal-policy.onnx")).version())
                .isEqualTo(Sha256.hex(GoalNetworks.file("goal-policy.onnx")));
    }

    @Test
    void cardThatPromisesWhatItsNetworksDoNotTakeIsRefused() {
        Artifact artifact = Artifact.of(GoalNetworks.file("goal-policy.onnx"));

        assertThatThrownBy(() -> Policies.learned(
                        GoalNetworks.card(artifact.version(), artifact.names(), WORDS, PICTURE), artifact))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("says that it takes [WORDS, PICTURE]");
    }

    @Test
    void candidateBringsItsGoalReaderAlong() throws Exception {
        Files.write(folder.resolve("policy.onnx"), GoalNetworks.file("goal-policy.onnx"));
        Files.write(folder.resolve("goal.onnx"), GoalNetworks.file("goal-reader.onnx"));

        try (Policy candidate = Policies.loadCandidate(folder.resolve("policy.onnx"))) {
            candidate.begin(Prompted.picture(ORANGE), 1);

            assertThat(candidate.act(DARK).number(0)).isCloseTo(0.01, within(1e-6));
            assertThat(candidate.card().version())
                    .isEqualTo(GoalNetworks.artifact().version());
        }
    }

    private static GoalPicture plain(int colour) {
        int[] pixels = new int[640 * 480];
        Arrays.fill(pixels, colour);
        return GoalPicture.of(pixels, 640, 480);
    }
}
