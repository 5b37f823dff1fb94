package dev.parley.sim.detector;

import java.util.List;

/**
 * The card of one version of a learned detector.
 *
 * @param name stable name under which it is carried
 * @param title for people
 * @param version SHA-256 of its network, hex
 * @param embodiment the body whose scenes it knows
 * @param scenes ids of the scenes it was made for; of others it says nothing
 * @param description one paragraph for people
 * @param training how it was made, with seeds
 * @param test how the counts below were measured, with seeds and how often done is the true answer
 * @param confusions counts against the predicate on episodes that it was not made from, scene by scene
 * @param calibrationError expected calibration error over those episodes, ten equal bins, 0 to 1
 * @param knownFailures what it is known to get wrong
 */
public record DetectorCard(
        String name,
        String title,
        String version,
        String embodiment,
        List<String> scenes,
        String description,
        String training,
        String test,
        List<Confusion> confusions,
        double calibrationError,
        List<String> knownFailures) {

    public DetectorCard {
        scenes = List.copyOf(scenes);
        confusions = List.copyOf(confusions);
        knownFailures = List.copyOf(knownFailures);
    }

    /** Counts of one scene, by what it said (at least one half is done) and what the predicate found. */
    public record Confusion(
            String scene, int saidDoneWasDone, int saidDoneWasNot, int saidNotWasDone, int saidNotWasNot) {

        int episodes() {
            return saidDoneWasDone + saidDoneWasNot + saidNotWasDone + saidNotWasNot;
        }

        int right() {
            return saidDoneWasDone + saidNotWasNot;
        }

        int done() {
            return saidDoneWasDone + saidNotWasDone;
        }
    }
}
