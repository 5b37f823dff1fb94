package dev.parley.ui.detector;

import dev.parley.core.detector.DetectorData;
import dev.parley.core.detector.DetectorData.Confusion;
import dev.parley.ui.bridge.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One detector version as its page shows it. */
public record DetectorLook(DetectorData detector, List<Row> rows, Optional<Row> all) {
    private static final double Z = 1.959963984540054;

    /** One scene's counts in words. */
    public record Row(String scene, Confusion counts) {
        /** "96 % (93 to 98) of 300". */
        public String right() {
            int n = counts.episodes();
            if (n == 0) {
                return "not measured";
            }
            double rate = counts.right() / (double) n;
            // Wilson's score interval (Wilson, 1927).
            double centre = (rate + Z * Z / (2 * n)) / (1 + Z * Z / n);
            double half = Z * Math.sqrt(rate * (1 - rate) / n + Z * Z / (4.0 * n * n)) / (1 + Z * Z / n);
            return String.format(
                    Locale.ROOT,
                    "%.1f %% (%.1f to %.1f) of %d",
                    100 * rate,
                    100 * Math.max(0, centre - half),
                    100 * Math.min(1, centre + half),
                    n);
        }
    }

    static DetectorLook of(DetectorData detector, Names.Known names) {
        List<Row> rows = new ArrayList<>();
        Confusion sum = new Confusion("", 0, 0, 0, 0);
        for (Confusion scene : detector.confusions()) {
            rows.add(new Row(names.scene(scene.sceneId()), scene));
            sum = sum.plus("", scene);
        }
        return new DetectorLook(
                detector, List.copyOf(rows), rows.isEmpty() ? Optional.empty() : Optional.of(new Row("All", sum)));
    }

    /** Mean distance in percentage points. */
    public String calibration() {
        return String.format(Locale.ROOT, "%.1f", 100 * detector.calibrationError());
    }
}
