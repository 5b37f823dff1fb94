package dev.parley.ui.chart;

import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Locale;

/**
 * Lines and points between two axes. Along its width all is in per cent, so that it fits any; text keeps its size. Series
 * differ by colour, dash and marker alike. One use, one thread.
 */
public final class Plot {
    /** Per cent of the width that is left of the axes, for what is written there. */
    private static final double LEFT = 11;

    private static final double RIGHT = 98;
    /** Above the axes, what the upright one counts: inside, lines would run through it. */
    private static final double TOP = 26;

    private static final double TITLE = 11;
    private static final double BELOW = 42;
    private static final int INNER = 1000;

    private final Axis x;
    private final Axis y;
    private final int height;
    private final StringBuilder svg = new StringBuilder();

    /** How a series looks; the style sheet knows each. */
    public enum Series {
        FIRST("s1"),
        SECOND("s2"),
        THIRD("s3"),
        /** What others are compared with. */
        CONTEXT("s0");

        private final String name;

        Series(String name) {
            this.name = name;
        }
    }

    /**
     * Empty yet.
     *
     * @param says what a screen reader says instead, a sentence
     * @param height in pixels
     */
    public Plot(String says, Axis x, Axis y, int height) {
        this.x = x;
        this.y = y;
        this.height = height;
        svg.append("<svg class=\"chart\" role=\"img\" height=\"")
                .append(height)
                .append("\" aria-label=\"")
                .append(escaped(says))
                .append("\">");
        for (Axis.Tick tick : y.ticks()) {
            line("grid", LEFT, RIGHT, down(tick.at()), down(tick.at()));
            text("end", LEFT - 1, down(tick.at()) + 4, tick.text());
        }
        List<Axis.Tick> ticks = x.ticks();
        for (int i = 0; i < ticks.size(); i++) {
            Axis.Tick tick = ticks.get(i);
            line("grid", along(tick.at()), along(tick.at()), bottom(), bottom() + 4);
            String anchor = x.share(tick.at()) > 0.97 ? "end" : "middle";
            text(anchor, along(tick.at()), bottom() + 18, tick.text());
        }
        line("axis", LEFT, RIGHT, bottom(), bottom());
        text("end", RIGHT, height - 6.0, x.title());
        // From the very left: so the longest has room on a phone.
        text("start", 0, TITLE, y.title());
    }

    /** A line through points, in order. */
    public Plot line(Series series, List<double[]> points) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(String.format(Locale.ROOT, "%.1f %.1f", INNER * x.share(point[0]), down(point[1]) - TOP));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<svg x=\"%.2f%%\" y=\"%.0f\" width=\"%.2f%%\" height=\"%.0f\" viewBox=\"0 0 %d %.0f\""
                        + " preserveAspectRatio=\"none\"><path class=\"ln %s\" d=\"%s\"></path></svg>",
                LEFT,
                TOP,
                RIGHT - LEFT,
                bottom() - TOP,
                INNER,
                bottom() - TOP,
                series.name,
                path));
        return this;
    }

    /** What is written at the end of a line, or at a border. */
    public Plot label(Series series, double atX, double atY, String text) {
        boolean late = x.share(atX) > 0.5;
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"on %s\" text-anchor=\"%s\" x=\"%.2f%%\" y=\"%.1f\" dy=\"-6\">%s</text>",
                series.name,
                late ? "end" : "start",
                along(atX) + (late ? -1 : 1),
                Math.max(TOP + 14, down(atY)),
                escaped(text)));
        return this;
    }

    /** A level straight across. */
    public Plot level(Series series, double atY) {
        line("lv " + series.name, LEFT, RIGHT, down(atY), down(atY));
        return this;
    }

    /** From the one corner to the other: where both axes say the same. */
    public Plot diagonal() {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"ref\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"%.1f\" y2=\"%.1f\"></line>",
                LEFT,
                RIGHT,
                bottom(),
                TOP));
        return this;
    }

    /**
     * A point with its intervals.
     *
     * @param number written beside it, to find it in the table
     */
    public Plot point(Series series, Spread across, Spread up, String number) {
        line("whisker " + series.name, along(across.low()), along(across.high()), down(up.at()), down(up.at()));
        line("whisker " + series.name, along(across.at()), along(across.at()), down(up.low()), down(up.high()));
        svg.append(String.format(
                Locale.ROOT,
                "<circle class=\"pt %s\" cx=\"%.2f%%\" cy=\"%.1f\" r=\"6\"></circle>",
                series.name,
                along(across.at()),
                down(up.at())));
        boolean late = x.share(across.at()) > 0.9;
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"no\" text-anchor=\"%s\" x=\"%.2f%%\" y=\"%.1f\" dx=\"%d\" dy=\"-7\">%s</text>",
                late ? "end" : "start",
                along(across.at()),
                down(up.at()),
                late ? -8 : 8,
                escaped(number)));
        return this;
    }

    /** A dot alone, as at the end of a line. */
    public Plot dot(Series series, double atX, double atY) {
        svg.append(String.format(
                Locale.ROOT,
                "<circle class=\"pt %s\" cx=\"%.2f%%\" cy=\"%.1f\" r=\"6\"></circle>",
                series.name,
                along(atX),
                down(atY)));
        return this;
    }

    /** A guess and where it most likely is. */
    public record Spread(double at, double low, double high) {}

    /** The whole picture. */
    public RawString drawn() {
        return new RawString(svg + "</svg>");
    }

    private double along(double value) {
        return LEFT + (RIGHT - LEFT) * x.share(value);
    }

    private double down(double value) {
        return bottom() - (bottom() - TOP) * y.share(value);
    }

    private double bottom() {
        return height - BELOW;
    }

    private void line(String name, double left, double right, double top, double bottom) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"%.1f\" y2=\"%.1f\"></line>",
                name,
                left,
                right,
                top,
                bottom));
    }

    private void text(String anchor, double left, double top, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text text-anchor=\"%s\" x=\"%.2f%%\" y=\"%.1f\">%s</text>",
                anchor,
                left,
                top,
                escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
