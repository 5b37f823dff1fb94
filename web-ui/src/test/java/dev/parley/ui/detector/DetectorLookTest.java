package dev.parley.ui.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.detector.DetectorData;
import dev.parley.core.detector.DetectorData.Confusion;
import dev.parley.ui.bridge.Names;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectorLookTest {
    private static final Names.Known NAMES = new Names.Known(Map.of("bench", "Bench"), Map.of(), List.of());

    @Test
    void sceneHasItsNameItsCountsAndItsIntervalAndTheSumIsOfAll() {
        DetectorLook look = look(new Confusion("bench", 90, 3, 2, 105), new Confusion("unheard-of", 40, 10, 10, 40));

        assertThat(look.rows()).extracting(DetectorLook.Row::scene).containsExactly("Bench", "unheard-of");
        assertThat(look.rows().getFirst().right()).isEqualTo("97.5 % (94.3 to 98.9) of 200");
        assertThat(look.all().orElseThrow().counts()).isEqualTo(new Confusion("", 130, 13, 12, 145));
        assertThat(look.calibration()).isEqualTo("2.1");
    }

    @Test
    void detectorThatNobodyMeasuredHasNoRate() {
        assertThat(look().all()).isEmpty();
        assertThat(look(new Confusion("bench", 0, 0, 0, 0)).rows().getFirst().right())
                .isEqualTo("not measured");
    }

    private static DetectorLook look(Confusion... confusions) {
        return DetectorLook.of(
                new DetectorData("arm-detector", "ab".repeat(32), "Learned", "Looks.", List.of(confusions), 0.0213),
                NAMES);
    }
}
