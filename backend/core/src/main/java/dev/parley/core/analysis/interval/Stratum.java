package dev.parley.core.analysis.interval;

/**
 * One part of what a rate is about: a task family, a scene.
 *
 * @param weight its share of the whole, fixed before the first episode; positive
 */
public record Stratum(Counts counts, double weight) {
    public Stratum {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a stratum cannot weigh " + weight);
        }
    }

    public static Stratum of(int successes, int episodes, double weight) {
        return new Stratum(new Counts(successes, episodes), weight);
    }
}
