package dev.parley.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.sim.scene.Observation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small networks count word pieces: see words_networks.py. The marks of beginning and end count as pieces. */
class WordsPolicyTest {

    private static final Observation DARK = new Observation(new byte[64 * 64 * 3], new float[6], 0);
    private static final String READER = "words-reader.onnx";
    private static final String ACTS = "words-policy.onnx";

    @TempDir
    Path folder;

    @Test
    void sentenceIsReadOnceByItsPiecesAndReachesTheNetworkThatActs() {
        try (Policy policy = policy()) {
            policy.begin(Prompted.words("wave"), 1);
            assertThat(policy.act(DARK).number(1)).isCloseTo(0.003, within(1e-6));
            policy.begin(Prompted.words("wave to me"), 1);
            assertThat(policy.act(DARK).number(1)).isCloseTo(0.005, within(1e-6));
        }
    }

    @Test
    void familiarityIsTheReadersAndIsThereFromTheBeginning() {
        try (Policy policy = policy()) {
            policy.begin(Prompted.words("wave"), 1);
            assertThat(policy.familiarity())
                    .hasValueSatisfying(brief -> assertThat(brief.unfamiliar()).isFalse());
            policy.begin(Prompted.words("wave to me and to all the others who are here"), 1);
            assertThat(policy.familiarity())
                    .hasValueSatisfying(wordy -> assertThat(wordy.unfamiliar()).isTrue());
        }
    }

    @Test
    void sentenceTooLongToBeReadWholeIsUnknown() {
        try (Policy policy = policy()) {
            policy.begin(Prompted.words("wave ".repeat(40)), 1);
            assertThat(policy.act(DARK).number(1)).isCloseTo(0.032, within(1e-6));
            assertThat(policy.familiarity())
                    .hasValueSatisfying(
                            familiarity -> assertThat(familiarity.known()).isZero());
        }
    }

    @Test
    void anotherWorldsPolicyHasWordsOfItsOwn() {
        try (Policy policy = policy()) {
            BatchedPolicy first = (BatchedPolicy) policy;
            BatchedPolicy second = first.another();
            first.begin(Prompted.words("wave"), 1);
            second.begin(Prompted.words("wave to me"), 1);
            assertThat(first.act(DARK).number(1)).isCloseTo(0.003, within(1e-6));
            assertThat(second.act(DARK).number(1)).isCloseTo(0.005, within(1e-6));
        }
    }

    @Test
    void networkThatNeedsAReaderDoesNotLoadWithoutOne() {
        Artifact alone = Artifact.of(GoalNetworks.file(ACTS));
        assertThatThrownBy(() -> Policies.learned(
                        GoalNetworks.card(alone.version(), alone.names(), PolicyCard.Asking.WORDS), alone))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("which its networks do not");
    }

    @Test
    void readerBesideANetworkThatReadsItselfIsRefused() {
        Artifact both = Artifact.of(GoalNetworks.file("goal-policy.onnx"))
                .with(PolicyCard.WORDS_FILE, GoalNetworks.file(READER));
        assertThatThrownBy(() -> Policies.learned(
                        GoalNetworks.card(both.version(), both.names(), PolicyCard.Asking.WORDS), both))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("takes no intent");
    }

    @Test
    void candidateWithAReaderBesideItActsInAllScenesOfTheArm() throws Exception {
        Files.write(folder.resolve(PolicyCard.POLICY_FILE), GoalNetworks.file(ACTS));
        Files.write(folder.resolve(PolicyCard.WORDS_FILE), GoalNetworks.file(READER));
        try (Policy policy = Policies.loadCandidate(folder.resolve(PolicyCard.POLICY_FILE))) {
            assertThat(policy.card().scenes())
                    .contains("blocks-and-bowls", "push-board")
                    .doesNotContain("room");
            policy.begin(Prompted.words("wave"), 1);
            assertThat(policy.act(DARK).number(1)).isCloseTo(0.003, within(1e-6));
        }
    }

    private static Policy policy() {
        Artifact artifact = Artifact.of(GoalNetworks.file(ACTS)).with(PolicyCard.WORDS_FILE, GoalNetworks.file(READER));
        return Policies.learned(
                GoalNetworks.card(artifact.version(), artifact.names(), PolicyCard.Asking.WORDS), artifact);
    }
}
