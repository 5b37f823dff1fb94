package dev.parley.core.detector;

import java.util.List;

/**
 * One immutable version of a learned detector, as the stations that ask it announced it.
 *
 * @param digest SHA-256 of its network, hex; names the version
 * @param confusions how often it was right against the predicate, scene by scene; empty when nobody measured it
 * @param calibrationError mean distance between what it says and how often that was so, 0 to 1
 */
public record DetectorData(
        String name,
        String digest,
        String title,
        String description,
        List<Confusion> confusions,
        double calibrationError) {

    public DetectorData {
        confusions = List.copyOf(confusions);
    }

    /**
     * Counts of episodes of one scene, by what the detector said (at least one half is done) and what the predicate found. They
     * were measured by whoever made the detector, on episodes it was not made from, never on episodes of this platform.
     */
    public record Confusion(
            String sceneId, int saidDoneWasDone, int saidDoneWasNot, int saidNotWasDone, int saidNotWasNot) {

        public int episodes() {
            return saidDoneWasDone + saidDoneWasNot + saidNotWasDone + saidNotWasNot;
        }

        public int right() {
            return saidDoneWasDone + saidNotWasNot;
        }

        public Confusion plus(String sceneId, Confusion other) {
            return new Confusion(
                    sceneId,
                    saidDoneWasDone + other.saidDoneWasDone,
                    saidDoneWasNot + other.saidDoneWasNot,
                    saidNotWasDone + other.saidNotWasDone,
                    saidNotWasNot + other.saidNotWasNot);
        }
    }
}
