package dev.parley.sim.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Guesses beside verdicts: how often they agree, and whether a probability means what it says. */
final class Tally {

    private static final int BINS = 10;

    private final List<Guess> guesses = new ArrayList<>();

    private record Guess(double probability, boolean done) {}

    void add(double probability, boolean done) {
        guesses.add(new Guess(probability, done));
    }

    int episodes() {
        return guesses.size();
    }

    /** At least one half counts as done. */
    DetectorCard.Confusion confusion(String scene) {
        int[] counts = new int[4];
        for (Guess guess : guesses) {
            counts[(guess.probability() >= 0.5 ? 0 : 2) + (guess.done() ? 0 : 1)]++;
        }
        return new DetectorCard.Confusion(scene, counts[0], counts[1], counts[2], counts[3]);
    }

    /**
     * Expected calibration error (Guo and others, 2017): the distance between the mean probability and the share of done in each of ten
     * equal bins, weighted by how many fell there. 0 to 1.
     */
    double calibrationError() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            List<Guess> inside = bin(bin);
            if (!inside.isEmpty()) {
                error += Math.abs(meanProbability(inside) - share(inside)) * inside.size() / guesses.size();
            }
        }
        return error;
    }

    /** A line a bin that holds any: its bounds, how many, what was said, what was so. */
    String reliability() {
        StringBuilder table = new StringBuilder("said       episodes  mean said  was done\n");
        for (int bin = 0; bin < BINS; bin++) {
            List<Guess> inside = bin(bin);
            if (!inside.isEmpty()) {
                table.append(String.format(
                        Locale.ROOT,
                        "%.1f - %.1f  %8d  %9.3f  %8.3f%n",
                        bin / (double) BINS,
                        (bin + 1) / (double) BINS,
                        inside.size(),
                        meanProbability(inside),
                        share(inside)));
            }
        }
        return table.toString();
    }

    private List<Guess> bin(int bin) {
        return guesses.stream()
                .filter(guess -> Math.min(BINS - 1, (int) (guess.probability() * BINS)) == bin)
                .toList();
    }

    private static double meanProbability(List<Guess> guesses) {
        return guesses.stream().mapToDouble(Guess::probability).average().orElse(0);
    }

    private static double share(List<Guess> guesses) {
        return guesses.stream()
                .mapToInt(guess -> guess.done() ? 1 : 0)
                .average()
                .orElse(0);
    }
}
