package dev.parley.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.analysis.effect.RateDifference;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.result.Effect;
import dev.parley.core.result.Measured;
import dev.parley.core.result.Moved;
import dev.parley.core.result.Version;
import dev.parley.ui.words.ConditionWords;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovedLookTest {
    private static Effect effect(String name, Counts less, Counts more, boolean told) {
        return new Effect(
                name, 0.1, 0.4, 0.4, 0.9, less, more, RateDifference.of(more, less, 0.05), told, Optional.empty());
    }

    private static MovedLook look(Effect... effects) {
        Measured measured =
                new Measured(new Version("arm", "ab".repeat(32)), new Counts(70, 100), 0, 0, 1, 1, Optional.empty());
        return new MovedLook(new Moved(measured, 100, List.of(effects)), "Arm", "Bench", "/api");
    }

    @Test
    void conditionIsSaidWithItsUnitItsDifferenceAndItsInterval() {
        MovedLook look = look(effect("cube-red.x_m", new Counts(100, 200), new Counts(150, 200), true));
        MovedLook.Row row = look.drawn().getFirst();

        assertThat(look.headline()).isEqualTo("One condition moves success: cube red, x.");
        assertThat(row.compared()).isEqualTo("0.400 to 0.900 m, against 0.100 to 0.400 m");
        assertThat(row.points()).isEqualTo("+25 points (+16 to +34)");
        assertThat(row.withMore()).isEqualTo("75 % (69 to 80) of 200");
        // Within 50 points the ruler goes to 50: 25 is three quarters along.
        assertThat(row.at()).isEqualTo(75);
        assertThat(look.rightEnd()).isEqualTo("+50");
        assertThat(look.leftEnd()).isEqualTo("−50");
    }

    @Test
    void widerDifferencesGetTheWholeRuler() {
        MovedLook look = look(effect("light", new Counts(0, 20), new Counts(18, 20), true));
        assertThat(look.rightEnd()).isEqualTo("+100");
        assertThat(look.drawn().getFirst().at()).isEqualTo(95);
    }

    @Test
    void whereNothingIsToldThatIsSaid() {
        assertThat(look(effect("light", new Counts(10, 20), new Counts(11, 20), false))
                        .headline())
                .contains("No recorded condition");
        assertThat(look().empty()).isTrue();
        assertThat(look().nothing()).contains("10 episodes with more");
        assertThat(look().sentence())
                .isEqualTo("Arm in Bench: 70 % (60 to 78) of 100. Conditions of 100 starts are recorded.");
    }

    @Test
    void namesOfConditionsBecomeWords() {
        assertThat(ConditionWords.name("friction.objects")).isEqualTo("friction, objects");
        assertThat(ConditionWords.unit("arm.speed_mps")).isEqualTo("m/s");
        assertThat(ConditionWords.name("arm.speed_mps")).isEqualTo("arm, speed");
        assertThat(ConditionWords.unit("light")).isEmpty();
        assertThat(ConditionWords.value(-0.12345)).isEqualTo("−0.123");
        assertThat(ConditionWords.value(240.4)).isEqualTo("240");
        assertThat(ConditionWords.value(3)).isEqualTo("3");
        assertThat(ConditionWords.range("yaw_rad", 1.5, 1.5)).isEqualTo("1.50 rad");
    }
}
