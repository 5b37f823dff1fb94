package dev.parley.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.sentence.Language;
import dev.parley.contracts.sentence.SentenceReader;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyFitTest {
    private static final SentenceReader READS_NOTHING =
            new SentenceReader(new Language(Map.of(), "", "", List.of()), List.of(), List.of());

    private static final PolicyData EARS = policy("ears", true, false);
    private static final PolicyData EYES = policy("eyes", false, true);
    private static final PolicyData BOTH = policy("both", true, true);

    @Test
    void wordsGoToWhoReadsPicturesToWhoLooksAndBothToWhoDoesBoth() {
        List<PolicyData> all = List.of(EARS, EYES, BOTH);

        assertThat(fit(true, false).fitting(all)).containsExactly(EARS, BOTH);
        assertThat(fit(false, true).fitting(all)).containsExactly(EYES, BOTH);
        assertThat(fit(true, true).fitting(all)).containsExactly(BOTH);
    }

    @Test
    void refusalNamesThePoliciesThatWouldDo() {
        assertThat(fit(false, true).refusal(EARS, List.of(EARS, EYES)))
                .contains("Policy ears takes no goal image. Policies that take a goal image in scene table: [eyes].");
        assertThat(fit(true, false).refusal(EYES, List.of(EARS, EYES)))
                .contains(
                        "Policy eyes takes no instruction. Policies that take an instruction in scene table: [ears].");
    }

    @Test
    void whereNoPolicyWouldDoTheOtherWayOfAskingIsNamed() {
        assertThat(fit(false, true).refusal(EARS, List.of(EARS)))
                .contains(
                        "Policy ears takes no goal image. No policy takes a goal image in scene table; send an instruction.");
        assertThat(fit(true, true).nobody())
                .isEqualTo(
                        "No policy takes an instruction together with a goal image in scene table; send one of the two.");
    }

    @Test
    void policyThatFitsIsNotRefused() {
        assertThat(fit(true, true).refusal(BOTH, List.of(BOTH))).isEmpty();
    }

    private static PolicyFit fit(boolean words, boolean picture) {
        SceneData scene = new SceneData(
                "table", "1", "Table", "", "arm", 10, 100, List.of(), List.of(), List.of(), List.of(), READS_NOTHING);
        return new PolicyFit(scene, words, picture);
    }

    private static PolicyData policy(String name, boolean words, boolean picture) {
        return new PolicyData(
                name, "ab", "learned", name, "", words, picture, "arm", "delta", List.of("table"), Instant.EPOCH);
    }
}
