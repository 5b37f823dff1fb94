package dev.parley.ui.study;

import dev.parley.core.study.StudyWatch;
import dev.parley.ui.chart.Axis;
import dev.parley.ui.chart.Plot;
import dev.parley.ui.chart.Plot.Series;
import dev.parley.ui.words.RateWords;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;

/** How the evidence between two policies went, pair by pair, and where it decides. */
final class EvidencePlot {
    private static final int HEIGHT = 320;

    private EvidencePlot() {}

    /**
     * Both e-values on a scale of tens, and the level that decides.
     *
     * @param says what a reader hears in place of the picture
     * @param wide so many pairs at least
     * @param threshold the e-value that decides
     */
    static RawString eValues(String says, List<StudyWatch.Step> path, int wide, double threshold) {
        double top = Math.log10(threshold);
        double most = Math.max(
                top + 0.3,
                path.stream()
                        .mapToDouble(step -> Math.log10(Math.max(step.forOne(), step.forOther())))
                        .max()
                        .orElse(0));
        Axis y = new Axis(
                "evidence (to 1)",
                -2,
                most,
                List.of(
                        new Axis.Tick(-2, "1/100"),
                        new Axis.Tick(-1, "1/10"),
                        new Axis.Tick(0, "even"),
                        new Axis.Tick(1, "10"),
                        new Axis.Tick(top, EvidenceLook.odds(threshold))));
        Plot plot = new Plot(says, Axis.counts("pairs", Math.max(path.size(), wide)), y, HEIGHT)
                .level(Series.THIRD, top)
                .line(Series.FIRST, points(path, true))
                .line(Series.SECOND, points(path, false));
        if (!path.isEmpty()) {
            plot.dot(Series.FIRST, path.size(), Math.log10(path.getLast().forOne()))
                    .dot(Series.SECOND, path.size(), Math.log10(path.getLast().forOther()));
        }
        return plot.drawn();
    }

    private static List<double[]> points(List<StudyWatch.Step> path, boolean one) {
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {0, 0});
        for (StudyWatch.Step step : path) {
            points.add(new double[] {points.size(), Math.log10(one ? step.forOne() : step.forOther())});
        }
        return points;
    }

    /**
     * How far one is ahead, between the borders at which it would be decided.
     *
     * @param says what a reader hears in place of the picture
     * @param mostBlocks so many pairs wide
     */
    static RawString boundary(String says, List<StudyWatch.Step> path, int mostBlocks) {
        List<double[]> ahead = new ArrayList<>();
        List<double[]> above = new ArrayList<>();
        List<double[]> below = new ArrayList<>();
        ahead.add(new double[] {0, 0});
        double reach = 6;
        for (StudyWatch.Step step : path) {
            int place = ahead.size();
            double border = 2.0 * Math.min(step.least(), step.parted() + 1) - step.parted();
            ahead.add(new double[] {place, 2.0 * step.won() - step.parted()});
            above.add(new double[] {place, border});
            below.add(new double[] {place, -border});
            reach = Math.max(reach, Math.max(border, Math.abs(2.0 * step.won() - step.parted())) + 1);
        }
        double tick = Math.max(1, Math.floor(reach / 2));
        Axis y = new Axis(
                "pairs ahead",
                -reach,
                reach,
                List.of(
                        new Axis.Tick(-tick, RateWords.signed(-tick)),
                        new Axis.Tick(0, "level"),
                        new Axis.Tick(tick, RateWords.signed(tick))));
        return new Plot(says, Axis.counts("pairs", mostBlocks), y, HEIGHT)
                .line(Series.THIRD, above)
                .line(Series.THIRD, below)
                .line(Series.FIRST, ahead)
                .dot(Series.FIRST, ahead.size() - 1, ahead.getLast()[1])
                .drawn();
    }
}
