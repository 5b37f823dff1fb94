package dev.parley.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.interval.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectsTest {
    /** Light moves success, the place of the cube does not, and gravity never changes. */
    private static List<Start> starts(int number, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            double light = random.nextDouble();
            double x = random.nextDouble(-0.2, 0.2);
            double fixed = random.nextInt(2);
            boolean done = random.nextDouble() < 0.2 + 0.6 * light;
            starts.add(
                    new Start(Map.of("light", light, "cube-red.x_m", x, "board.fixed", fixed, "gravity", 9.81), done));
        }
        return starts;
    }

    @Test
    void conditionThatMovesSuccessComesFirstAndAloneIsTold() {
        List<Effect> effects = Effects.of(starts(2000, 5), 1);

        assertThat(effects).extracting(Effect::name).containsExactlyInAnyOrder("light", "cube-red.x_m", "board.fixed");
        Effect light = effects.getFirst();
        assertThat(light.name()).isEqualTo("light");
        assertThat(light.told()).isTrue();
        // The halves' means are a quarter and three quarters: 0.6 times a half apart.
        assertThat(light.more().points()).isCloseTo(0.3, within(0.06));
        assertThat(light.more().interval().holds(0.3)).isTrue();
        assertThat(light.withLess().episodes() + light.withMore().episodes()).isEqualTo(2000);
        assertThat(light.toLess()).isLessThan(light.fromMore());
        assertThat(light.slope().orElseThrow().perUnit()).isBetween(1.8, 3.6);
        assertThat(effects.subList(1, 3)).noneMatch(Effect::told);
    }

    @Test
    void twoValuesAreComparedAsTheyAre() {
        Effect fixed = Effects.of(starts(400, 8), 1).stream()
                .filter(effect -> effect.name().equals("board.fixed"))
                .findFirst()
                .orElseThrow();
        assertThat(fixed.twoValues()).isTrue();
        assertThat(fixed.fromLess()).isZero();
        assertThat(fixed.fromMore()).isEqualTo(1);
        assertThat(fixed.slope()).isEmpty();
    }

    @Test
    void mostlyOneValueIsStillParted() {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            starts.add(new Start(Map.of("clutter", i < 80 ? 0.0 : 1.0 + i % 3), i % 2 == 0));
        }
        Effect clutter = Effects.of(starts, 1).getFirst();
        assertThat(clutter.withLess()).isEqualTo(new Counts(40, 80));
        assertThat(clutter.withMore().episodes()).isEqualTo(20);
        assertThat(clutter.fromMore()).isEqualTo(1);
    }

    @Test
    void nothingIsSaidOfFewEpisodes() {
        assertThat(Effects.of(starts(2 * Effects.LEAST - 1, 3), 1)).isEmpty();
        assertThat(Effects.of(List.of(), 1)).isEmpty();
        assertThat(Effects.of(starts(100, 3), 1)).isNotEmpty();
    }

    @Test
    void episodesThatAreAlikeTellLess() {
        Effect alone = Effects.of(starts(300, 11), 1).getFirst();
        Effect alike = Effects.of(starts(300, 11), 6).stream()
                .filter(effect -> effect.name().equals(alone.name()))
                .findFirst()
                .orElseThrow();
        assertThat(alike.more().points()).isEqualTo(alone.more().points());
        assertThat(alike.more().interval().width())
                .isGreaterThan(2 * alone.more().interval().width());
    }

    @Test
    void amongManyConditionsWithoutEffectSeldomIsOneTold() {
        int told = 0;
        for (int run = 0; run < 100; run++) {
            SplittableRandom random = new SplittableRandom(100 + run);
            List<Start> starts = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                starts.add(new Start(
                        Map.of(
                                "a",
                                random.nextDouble(),
                                "b",
                                random.nextDouble(),
                                "c",
                                random.nextDouble(),
                                "d",
                                random.nextDouble(),
                                "e",
                                random.nextDouble(),
                                "f",
                                random.nextDouble()),
                        random.nextBoolean()));
            }
            told += Effects.of(starts, 1).stream().anyMatch(Effect::told) ? 1 : 0;
        }
        // 5 expected; more than 12 has a chance of one in four hundred.
        assertThat(told).isLessThanOrEqualTo(12);
    }
}
