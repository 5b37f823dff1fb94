package dev.parley.core.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.embedding.TextEncoder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatheringsTest {
    private static final String SCENE = "drawer-and-lid";
    private static final FamilyId OPENING = FamilyId.ofWords(SCENE, "make the drawer stand open");

    private final Gatherings gatherings = new Gatherings();

    @Test
    void whatIsLikeEnoughJoinsTheNearestFamily() {
        gatherings.join(OPENING, SCENE, "make the drawer stand open", towards(0, 1));
        FamilyId tidying = FamilyId.ofWords(SCENE, "tidy up");
        gatherings.join(tidying, SCENE, "tidy up", towards(1, 1));

        assertThat(family("have the drawer open", mixed(0.9f, 0.3f))).contains(OPENING);
        assertThat(family("clean up a bit", mixed(0.3f, 0.9f))).contains(tidying);
        assertThat(family("wave", towards(2, 1))).isEmpty();
    }

    @Test
    void oppositesOtherColoursAndDenialsAreOtherFamiliesHoweverAlike() {
        gatherings.join(OPENING, SCENE, "make the red drawer stand open", towards(0, 1));

        assertThat(family("make the red drawer stand open wide", towards(0, 1))).contains(OPENING);
        assertThat(family("make the drawer stand open", towards(0, 1))).contains(OPENING);
        assertThat(family("make the red drawer stand closed", towards(0, 1))).isEmpty();
        assertThat(family("make the blue drawer stand open", towards(0, 1))).isEmpty();
        assertThat(family("never make the red drawer stand open", towards(0, 1)))
                .isEmpty();
    }

    @Test
    void memberThatClashesKeepsAwayWhatTheFirstWouldHaveLetIn() {
        gatherings.join(OPENING, SCENE, "touch the cube", towards(0, 1));
        gatherings.join(OPENING, SCENE, "touch the red cube", towards(0, 1));

        assertThat(family("touch the blue cube", towards(0, 1))).isEmpty();
    }

    @Test
    void otherSceneIsAnotherFamily() {
        gatherings.join(OPENING, "room", "make the drawer stand open", towards(0, 1));

        assertThat(family("make the drawer stand open", towards(0, 1))).isEmpty();
    }

    @Test
    void idIsAFunctionOfTheContent() {
        assertThat(FamilyId.ofTask("room", "reach-cone")).isEqualTo(FamilyId.ofTask("room", "reach-cone"));
        assertThat(FamilyId.ofTask("room", "reach-cone").text()).isEqualTo("1c4591c706828d04");
        assertThat(FamilyId.ofTask("room", "x")).isNotEqualTo(FamilyId.ofWords("room", "x"));
        assertThat(FamilyId.ofTask("ab", "c")).isNotEqualTo(FamilyId.ofTask("a", "bc"));
    }

    private Optional<FamilyId> family(String plain, float[] meaning) {
        return gatherings.familyOf(SCENE, plain, meaning);
    }

    private static float[] towards(int axis, float length) {
        float[] meaning = new float[TextEncoder.WIDTH];
        meaning[axis] = length;
        return meaning;
    }

    private static float[] mixed(float first, float second) {
        float length = (float) Math.sqrt(first * first + second * second);
        float[] meaning = towards(0, first / length);
        meaning[1] = second / length;
        return meaning;
    }
}
