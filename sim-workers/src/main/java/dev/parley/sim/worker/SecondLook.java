package dev.parley.sim.worker;

import dev.parley.sim.detector.Ending;
import dev.parley.sim.detector.SuccessDetector;
import dev.parley.station.v1.DetectorCapability;
import dev.parley.station.v1.DetectorGuess;
import dev.parley.station.v1.EpisodeSpec;
import java.util.List;
import java.util.Optional;

/** What a learned detector makes of an ended episode. It never fails one, hardly delays one, and decides nothing. */
interface SecondLook extends AutoCloseable {

    /** What the gateway is told about the detectors that are asked. */
    List<DetectorCapability> capabilities();

    /** Loads what takes long, so that the first episode does not wait for it. */
    void preload();

    /** The guess, or why there is no probability; empty when no detector answered in time. */
    Optional<DetectorGuess> guess(EpisodeSpec spec, Ending ending) throws InterruptedException;

    @Override
    void close();

    /** The detector in this package, for a station that runs those scenes; none where the package has none. */
    static SecondLook carried(List<String> sceneIds) {
        return SuccessDetector.isCarried() ? CarriedDetector.of(sceneIds) : NONE;
    }

    /** Nobody looks again. */
    SecondLook NONE = new SecondLook() {
        @Override
        public List<DetectorCapability> capabilities() {
            return List.of();
        }

        @Override
        public void preload() {
            // There is nothing to load.
        }

        @Override
        public Optional<DetectorGuess> guess(EpisodeSpec spec, Ending ending) {
            return Optional.empty();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    };
}
