package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.station.StationKind;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.ObservationSpace;
import dev.parley.station.v1.PrivacyMask;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivacyMasksAnnouncedTest {
    @Test
    void sixteenMasksInsideThePictureAreTakenAndNotSeventeen() {
        assertThat(violations(Collections.nCopies(16, mask(0, 0, 1, 1)))).isEmpty();
        assertThat(violations(Collections.nCopies(17, mask(0, 0, 1, 1))))
                .singleElement()
                .isEqualTo("camera main has 17 privacy masks; 16 are possible");
    }

    @Test
    void maskThatLeavesThePictureOrHidesNothingIsNamed() {
        for (PrivacyMask wrong : List.of(
                mask(-0.1, 0, 0.5, 0.5),
                mask(0, 0.6, 0.5, 0.5),
                mask(0, 0, 0, 1),
                mask(Double.NaN, 0, 1, 1),
                mask(0, 0, Double.POSITIVE_INFINITY, 1))) {
            assertThat(violations(List.of(wrong)))
                    .as("%s", wrong)
                    .singleElement()
                    .asString()
                    .contains("camera main")
                    .contains("inside the picture");
        }
        assertThat(violations(List.of(mask(0.7, 0.7, 0.3, 0.3))))
                .as("to the edge")
                .isEmpty();
    }

    private static PrivacyMask mask(double left, double top, double width, double height) {
        return PrivacyMask.newBuilder()
                .setLeft(left)
                .setTop(top)
                .setWidth(width)
                .setHeight(height)
                .build();
    }

    private static List<String> violations(List<PrivacyMask> masks) {
        Capabilities capabilities = Capabilities.newBuilder()
                .setEmbodiment(Embodiment.newBuilder()
                        .setObservationSpace(ObservationSpace.newBuilder()
                                .addCameras(CameraSpec.newBuilder()
                                        .setName("main")
                                        .setWidthPx(640)
                                        .setHeightPx(480)
                                        .addAllPrivacyMasks(masks))))
                .build();
        return CapabilitiesCheck.violations(capabilities, StationKind.SIMULATOR).stream()
                .filter(violation -> violation.contains("mask"))
                .toList();
    }
}
