package dev.parley.ui.detector;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.detector.DetectorData;
import dev.parley.core.detector.DetectorData.Confusion;
import dev.parley.ui.bridge.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One detector version as its page shows it. */
public record DetectorLook(DetectorData detector, List<Row> rows, Optional<Row> all) {
    /** One scene's counts in words. */
    public record Row(String scene, Confusion counts) {
        /** "96 % (93 to 98) of 300". */
        public String right() {
            int n = counts.episodes();
            if (n == 0) {
                return "not measured";
            }
            Interval interval = Wilson.of(counts.right(), n);
            return String.format(
                    Locale.ROOT,
                    "%.1f %% (%.1f to %.1f) of %d",
                    100.0 * counts.right() / n,
                    100 * interval.low(),
                    100 * interval.high(),
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
