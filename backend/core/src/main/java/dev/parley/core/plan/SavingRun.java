package dev.parley.core.plan;

import dev.parley.core.analysis.interval.Draws;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.analysis.plan.BestPolicy;
import dev.parley.core.analysis.plan.BestPolicy.Rule;
import dev.parley.core.analysis.plan.TwoPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** One simulation, a part after the other so that whoever waits sees how far it is. Played by one thread, watched by any. */
final class SavingRun {
    private static final int PARTS = 40;
    private static final int PLAYS_A_PART = 50;
    private static final long SEED = 20_261_122;
    private static final int POINTS = 60;

    /** Blocks of the study of two, planned as published designs are. */
    private static final int BLOCKS = 200;

    /** Two that are less apart are not planned for within so many blocks. */
    private static final int LEAST_POINTS_APART = 10;

    private final SavingWish wish;
    private volatile int parts;
    private volatile @Nullable Saving result;
    private volatile boolean failed;

    SavingRun(SavingWish wish) {
        this.wish = wish;
    }

    /** The same wish gives the same numbers, wherever and whenever it is played. */
    void play() {
        try {
            double[] fixed = new double[wish.episodes()];
            double[] study = new double[wish.episodes()];
            for (int part = 0; part < PARTS; part++) {
                BestPolicy studies = new BestPolicy(wish.rates(), PLAYS_A_PART, Draws.mixed(SEED + part));
                add(fixed, studies.found(Rule.FIXED, wish.episodes()));
                add(study, studies.found(Rule.STUDY, wish.episodes()));
                parts = part + 1;
                if (Thread.currentThread().isInterrupted()) {
                    failed = true;
                    return;
                }
            }
            result = read(mean(fixed), mean(study));
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private static void add(double[] sum, double[] part) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += part[i];
        }
    }

    /** Divided once, at the end: ten tenths of what always happens would be a little more than always. */
    private static double[] mean(double[] sum) {
        return DoubleStream.of(sum).map(found -> found / PARTS).toArray();
    }

    private Saving read(double[] fixed, double[] study) {
        int plays = PARTS * PLAYS_A_PART;
        double right = fixed[fixed.length - 1];
        double error = Math.sqrt(right * (1 - right) / plays);
        Interval open = Wilson.of(right, plays, Errors.normal(Errors.USUAL));
        return new Saving(
                plays,
                right,
                error,
                wish.episodes(),
                until(study, right),
                until(study, open.low()),
                until(study, open.high()),
                curve(fixed, study),
                stopping());
    }

    private int until(double[] study, double right) {
        return Math.min(wish.episodes(), BestPolicy.episodesUntil(study, right).orElse(wish.episodes()));
    }

    private List<Saving.Point> curve(double[] fixed, double[] study) {
        List<Saving.Point> points = new ArrayList<>();
        int step = Math.max(1, fixed.length / POINTS);
        for (int episode = step; episode <= fixed.length; episode += step) {
            points.add(new Saving.Point(episode, fixed[episode - 1], study[episode - 1]));
        }
        return List.copyOf(points);
    }

    private Optional<Saving.Stopping> stopping() {
        int first = wish.percents().get(0);
        int second = wish.percents().get(1);
        return first - second < LEAST_POINTS_APART
                ? Optional.empty()
                : Optional.of(new Saving.Stopping(
                        first,
                        second,
                        BLOCKS,
                        TwoPolicies.of(
                                first / 100.0, second / 100.0, Errors.USUAL, BLOCKS, PARTS * PLAYS_A_PART, SEED)));
    }

    /** 0 to 1. */
    double progress() {
        return result != null ? 1 : (double) parts / (PARTS + 1);
    }

    Optional<Saving> result() {
        return Optional.ofNullable(result);
    }

    boolean failed() {
        return failed;
    }
}
