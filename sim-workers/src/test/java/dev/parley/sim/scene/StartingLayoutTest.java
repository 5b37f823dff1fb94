package dev.parley.sim.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.task.SceneObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartingLayoutTest {

    private final SceneDescription scene = SceneDescription.load("blocks-and-bowls");
    private final StartingLayout layout = new StartingLayout(scene);

    @Test
    void drawsEveryFactorWithinItsRange() {
        for (long seed = -50; seed < 50; seed++) {
            Conditions drawn = draw(seed, Conditions.FREE);
            for (ConditionFactor factor : scene.factors()) {
                assertThat(drawn.value(factor.name())).isBetween(factor.min(), factor.max());
            }
        }
    }

    @Test
    void sameSeedDrawsTheSameAndAnotherSeedAnother() {
        assertThat(draw(7, Conditions.FREE)).isEqualTo(draw(7, Conditions.FREE));
        assertThat(draw(7, Conditions.FREE)).isNotEqualTo(draw(8, Conditions.FREE));
    }

    @Test
    void seedZeroIsASeedLikeAnyOther() {
        assertThat(draw(0, Conditions.FREE)).isNotEqualTo(draw(1, Conditions.FREE));
    }

    @Test
    void objectsStandApart() {
        for (long seed = 0; seed < 200; seed++) {
            Conditions drawn = draw(seed, Conditions.FREE);
            for (SceneObject each : scene.objects()) {
                for (SceneObject another : scene.objects()) {
                    String one = each.id();
                    String other = another.id();
                    if (!one.equals(other)) {
                        assertThat(distance(drawn, one, other)).isGreaterThan(0.0899);
                    }
                }
            }
        }
    }

    @Test
    void pinnedFactorIsKeptAndFreeFactorsStayAsTheyWere() {
        Conditions free = draw(3, Conditions.FREE);
        Conditions pinned = draw(3, Conditions.of(Map.of("light.intensity", 0.9)));

        assertThat(pinned.value("light.intensity")).isEqualTo(0.9);
        assertThat(pinned.value("cube-red.x_m")).isEqualTo(free.value("cube-red.x_m"));
        assertThat(pinned.value("friction.objects")).isEqualTo(free.value("friction.objects"));
    }

    @Test
    void pinnedPlaceIsKeptAndOthersMakeRoom() {
        Conditions drawn = draw(3, Conditions.of(Map.of("cube-red.x_m", 0.05, "cube-red.y_m", 0.0)));

        assertThat(drawn.value("cube-red.x_m")).isEqualTo(0.05);
        assertThat(distance(drawn, "cube-red", "bowl-blue")).isGreaterThan(0.13);
    }

    @Test
    void unknownFactorIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> draw(1, Conditions.of(Map.of("gravity", 1.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gravity")
                .hasMessageContaining("cube-red.x_m");
    }

    @Test
    void pinnedValueOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> draw(1, Conditions.of(Map.of("cube-red.x_m", 2.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a number from -0.12 to 0.2");
    }

    @Test
    void pinnedPlacesInsideEachOtherAreRefused() {
        Conditions crowded = Conditions.of(
                Map.of("bowl-blue.x_m", 0.0, "bowl-blue.y_m", 0.0, "bowl-orange.x_m", 0.01, "bowl-orange.y_m", 0.0));

        assertThatThrownBy(() -> draw(1, crowded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no room");
    }

    private Conditions draw(long seed, Conditions pinned) {
        return layout.draw(seed, pinned, Map.of(), 0);
    }

    private static double distance(Conditions conditions, String one, String other) {
        return Math.hypot(
                conditions.value(one + ".x_m") - conditions.value(other + ".x_m"),
                conditions.value(one + ".y_m") - conditions.value(other + ".y_m"));
    }
}
