package dev.parley.core.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.embedding.TextEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeaningsTest {
    private static final FamilyId FAMILY = FamilyId.ofTask("room", "reach-cone");

    private final Meanings meanings = new Meanings();
    private final SplittableRandom random = new SplittableRandom(500_000);

    @Test
    void nearestOfThousandsAreThoseOfTheFullPrecision() {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            all.add(direction());
            meanings.add(i, FAMILY, i % 2 == 0 ? "room" : "push-board", "saying " + i, all.get(i));
        }
        float[] wanted = direction();
        double[] right = all.stream()
                .mapToDouble(each -> -TextEncoder.likeness(wanted, each))
                .sorted()
                .limit(10)
                .map(likeness -> -likeness)
                .toArray();
        List<Meanings.Near> found = meanings.nearest(wanted, List.of(), "", -1, 10);
        assertThat(found).hasSize(10);
        for (int place = 0; place < right.length; place++) {
            Meanings.Near near = found.get(place);
            assertThat(near.likeness()).isCloseTo(right[place], within(1e-3));
            assertThat(near.likeness())
                    .isCloseTo(TextEncoder.likeness(wanted, all.get((int) near.saying())), within(1e-3));
        }
        assertThat(meanings.nearest(wanted, List.of(), "room", -1, 5000)).hasSize(1500);
    }

    @Test
    void whatHasTheWordsComesBeforeWhatOnlyMeansTheLikeAndNothingElseComes() {
        meanings.add(1, FAMILY, "room", "drive to the yellow cone", axis(0));
        meanings.add(2, FAMILY, "room", "drive to the pillar", axis(1));
        meanings.add(3, FAMILY, "room", "something else", axis(2));
        float[] wanted = axis(1);
        assertThat(meanings.nearest(wanted, List.of("pillar"), "", 0.4, 10))
                .extracting(Meanings.Near::saying)
                .containsExactly(2L);
        assertThat(meanings.nearest(new float[0], List.of("drive", "yellow"), "", 0.4, 10))
                .extracting(Meanings.Near::saying)
                .containsExactly(1L);
        assertThat(meanings.nearest(axis(3), List.of("teapot"), "", 0.4, 10)).isEmpty();
    }

    private static float[] axis(int number) {
        float[] meaning = new float[TextEncoder.WIDTH];
        meaning[number] = 1;
        return meaning;
    }

    private float[] direction() {
        return Directions.random(random);
    }
}
