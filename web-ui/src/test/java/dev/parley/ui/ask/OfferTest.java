package dev.parley.ui.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.sentence.Language;
import dev.parley.contracts.sentence.SentenceReader;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferTest {
    private static final SceneData TABLE = scene("table");
    private static final SceneData ROOM = scene("room");
    private static final PolicyData EARS = policy("ears", true, false, "table");
    private static final PolicyData BOTH = policy("both", true, true, "table");
    private static final PolicyData EYES = policy("eyes", false, true, "room");

    @Test
    void onlyPoliciesThatTakeWhatIsAskedWithAreOffered() {
        Offer offer = new Offer(List.of(TABLE, ROOM), List.of(EARS, BOTH, EYES), List.of());

        assertThat(offer.policiesFor(TABLE, false)).containsExactly(BOTH, EARS);
        assertThat(offer.policiesFor(TABLE, true)).containsExactly(BOTH);
        assertThat(offer.policiesFor(ROOM, false)).isEmpty();
        assertThat(offer.policiesFor(ROOM, true)).containsExactly(EYES);
    }

    @Test
    void tablesOnWhichAPictureCanBeShownAreKnown() {
        assertThat(new Offer(List.of(TABLE, ROOM), List.of(EARS, EYES), List.of()).scenesForPictures())
                .containsExactly(ROOM);
        assertThat(new Offer(List.of(TABLE), List.of(EARS), List.of()).scenesForPictures())
                .isEmpty();
    }

    @Test
    void policiesOfOnesOwnLabAreLeftOut() {
        PolicyData own = new PolicyData(
                "own", "cd", "learned", "own", "", true, false, "arm", "delta", List.of("table"), Instant.EPOCH);
        Offer offer = new Offer(List.of(TABLE), List.of(EARS, own), List.of());
        assertThat(offer.without(Set.of("cd")).policiesFor(TABLE, false)).containsExactly(EARS);
        assertThat(offer.without(Set.of())).isSameAs(offer);
    }

    private static SceneData scene(String id) {
        SentenceReader readsNothing =
                new SentenceReader(new Language(Map.of(), "", "", List.of()), List.of(), List.of());
        return new SceneData(id, "1", id, "", "arm", 10, 100, List.of(), List.of(), List.of(), List.of(), readsNothing);
    }

    private static PolicyData policy(String name, boolean words, boolean picture, String scene) {
        return new PolicyData(
                name, "ab", "learned", name, "", words, picture, "arm", "delta", List.of(scene), Instant.EPOCH);
    }
}
