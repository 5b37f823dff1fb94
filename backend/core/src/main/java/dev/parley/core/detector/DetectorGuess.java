package dev.parley.core.detector;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a learned detector makes of an episode's last pictures. It is no outcome: it judges nothing, and no vote, verdict or
 * statistic knows it.
 *
 * @param detector stable name
 * @param digest SHA-256 of its network, hex
 * @param probability that the episode did what was asked, 0 to 1, calibrated; empty when it says nothing
 * @param silence why it says nothing, one sentence for people; present exactly when there is no probability
 */
public record DetectorGuess(String detector, String digest, OptionalDouble probability, Optional<String> silence) {

    /** Throws {@link IllegalArgumentException} naming what is wrong. */
    public DetectorGuess {
        if (!detector.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("a detector's name is 1 to 64 of a-z 0-9 -, not " + detector);
        }
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a detector's digest is 64 lower-case hex digits");
        }
        if (probability.isPresent() == silence.isPresent()) {
            throw new IllegalArgumentException("a guess has either a probability or a reason for its silence");
        }
        if (probability.isPresent() && !(probability.getAsDouble() >= 0 && probability.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("a probability is 0 to 1, not " + probability.getAsDouble());
        }
    }
}
