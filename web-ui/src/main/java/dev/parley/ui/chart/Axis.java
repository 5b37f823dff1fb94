package dev.parley.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a plot.
 *
 * @param title what is along it
 * @param least where it begins, below {@code most}
 * @param ticks where something is written, in order
 */
public record Axis(String title, double least, double most, List<Tick> ticks) {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int PARTS = 5;

    public Axis {
        if (!(least < most)) {
            throw new IllegalArgumentException("an axis from " + least + " to " + most + " has no length");
        }
        ticks = List.copyOf(ticks);
    }

    /** What is written where. */
    public record Tick(double at, String text) {}

    /** From 0 to 100 per cent, of shares from 0 to 1. */
    public static Axis percent(String title) {
        return new Axis(
                title,
                0,
                1,
                List.of(
                        new Tick(0, "0 %"),
                        new Tick(0.25, "25 %"),
                        new Tick(0.5, "50 %"),
                        new Tick(0.75, "75 %"),
                        new Tick(1, "100 %")));
    }

    /** From 0 to a count, with round numbers in between. */
    public static Axis counts(String title, double most) {
        double end = Math.max(1, most);
        double raw = end / PARTS;
        double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = magnitude;
        for (double each : STEPS) {
            step = each * magnitude;
            if (step >= raw) {
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        for (double at = 0; at <= end * 1.0001; at += Math.max(1, step)) {
            ticks.add(new Tick(at, String.format(Locale.ROOT, "%,.0f", at)));
        }
        return new Axis(title, 0, end, ticks);
    }

    /** 0 at its beginning, 1 at its end; never outside. */
    double share(double value) {
        return Math.clamp((value - least) / (most - least), 0.0, 1.0);
    }
}
