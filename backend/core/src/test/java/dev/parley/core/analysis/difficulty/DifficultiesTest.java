package dev.parley.core.analysis.difficulty;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.analysis.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifficultiesTest {
    private static final Reference ROW = Reference.of("strengths").at("rasch");

    private static List<Attempts> threePoliciesOnFourTasks() {
        List<Attempts> attempts = new ArrayList<>();
        List<Reference> done = ROW.all("done");
        for (int policy = 0; policy < done.size(); policy++) {
            int[] own = done.get(policy).counts();
            for (int task = 0; task < own.length; task++) {
                attempts.add(new Attempts(policy, task, own[task], ROW.count("episodes")));
            }
        }
        return attempts;
    }

    @Test
    void threePoliciesAndFourTasks() {
        Difficulties found = Difficulties.of(threePoliciesOnFourTasks(), ROW.number("ridge"));
        for (int policy = 0; policy < found.policies(); policy++) {
            assertThat(found.ability(policy)).isCloseTo(ROW.numbers("abilities")[policy], EXACT);
            assertThat(found.centredAbility(policy)).isCloseTo(ROW.numbers("centred")[policy], EXACT);
            assertThat(found.standardError(policy)).isCloseTo(ROW.numbers("errors")[policy], EXACT);
            assertThat(found.standardised(policy)).isCloseTo(ROW.numbers("standardised")[policy], EXACT);
        }
        for (int task = 0; task < found.tasks(); task++) {
            assertThat(found.difficulty(task)).isCloseTo(ROW.numbers("difficulties")[task], EXACT);
        }
    }

    /** The reason for all this: whoever is asked for the hard things alone looks worse than they are. */
    @Test
    void policyThatWasOnlyAskedForHardThingsIsNotBlamedForThem() {
        Difficulties found = Difficulties.of(
                List.of(
                        new Attempts(0, 0, 90, 100),
                        new Attempts(0, 1, 30, 100),
                        new Attempts(1, 1, 50, 100),
                        new Attempts(2, 0, 80, 100)),
                0.1);
        assertThat(found.ability(1)).isGreaterThan(found.ability(0));
        assertThat(found.standardised(1)).isGreaterThan(found.standardised(2));
        assertThat(found.difficulty(1)).isGreaterThan(found.difficulty(0));
    }

    @Test
    void alwaysAndNeverAreHeldByTheRidge() {
        Difficulties found = Difficulties.of(List.of(new Attempts(0, 0, 5, 5), new Attempts(1, 0, 0, 5)), 0.1);
        assertThat(found.ability(0)).isBetween(1.0, 10.0);
        assertThat(found.ability(1)).isCloseTo(-found.ability(0), EXACT);
        assertThatThrownBy(() -> Difficulties.of(List.of(), 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Difficulties.of(List.of(new Attempts(0, 0, 1, 2)), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attempts(0, 0, 3, 2)).hasMessageContaining("3 of 2");
    }
}
