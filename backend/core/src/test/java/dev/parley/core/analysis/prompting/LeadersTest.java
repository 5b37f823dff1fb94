package dev.parley.core.analysis.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Members of equal sign get along. */
class LeadersTest {
    private final Leaders<String, Integer> leaders = new Leaders<>(0.55, (one, other) -> one * other < 0);

    private static float[] at(double degrees) {
        return new float[] {(float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees))};
    }

    @Test
    void whatIsLikeEnoughJoinsTheNearest() {
        assertThat(leaders.nearest(at(0), 1)).isEmpty();
        leaders.join("east", at(0), 1);
        leaders.join("north", at(90), 1);
        assertThat(leaders.nearest(at(30), 1)).contains("east");
        assertThat(leaders.nearest(at(60), 1)).contains("north");
        assertThat(leaders.nearest(at(170), 1)).isEmpty();
    }

    @Test
    void middleMovesWithItsMembers() {
        leaders.join("east", at(0), 1);
        assertThat(leaders.nearest(at(70), 1)).isEmpty();
        leaders.join("east", at(50), 1);
        assertThat(leaders.nearest(at(70), 1)).contains("east");
    }

    @Test
    void oneMemberThatClashesKeepsAwayHoweverAlike() {
        leaders.join("east", at(0), 1);
        leaders.join("near", at(40), -1);
        assertThat(leaders.nearest(at(0), -1)).contains("near");
        leaders.join("east", at(1), 0);
        assertThat(leaders.nearest(at(0), -1)).contains("near");
    }

    @Test
    void groupsThatMightBeOneAreNamedUnlessTheyClash() {
        leaders.join("one", at(0), 1);
        leaders.join("two", at(20), 1);
        leaders.join("against", at(10), -1);
        leaders.join("far", at(120), 1);
        List<Leaders.Pair<String>> alike = leaders.alike(0.65);
        assertThat(alike).hasSize(1);
        assertThat(alike.getFirst().first()).isEqualTo("one");
        assertThat(alike.getFirst().second()).isEqualTo("two");
        assertThat(alike.getFirst().likeness()).isCloseTo(Math.cos(Math.toRadians(20)), within(1e-6));
    }
}
