package dev.parley.rosbridge.safety;

import dev.parley.rosbridge.description.Vector3;
import dev.parley.rosbridge.envelope.Envelope;
import dev.parley.rosbridge.envelope.JointLimit;
import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.JointHistory;
import dev.parley.rosbridge.motion.JointSample;
import java.util.Optional;

/**
 * Looks at where the arm really is, not where it was told to go: inertia carries it farther, and a controller may not follow. Beyond a
 * tolerance it is halted.
 *
 * @param overshootM how far outside of the workspace a guarded point may be measured
 * @param lag how far a joint may be from what it was told, radians or metres
 */
public record MeasuredPlace(Envelope envelope, Drive drive, JointHistory history, double overshootM, double lag)
        implements Interlock {
    public MeasuredPlace {
        if (!(overshootM >= 0) || !(lag > 0)) {
            throw new IllegalArgumentException("tolerances are above 0");
        }
    }

    @Override
    public Optional<String> obstacle() {
        Optional<JointSample> sample = history.newest();
        if (sample.isEmpty()) {
            return Optional.empty();
        }
        double[] measured = sample.get().positions();
        for (Vector3 point : envelope.chain().guardedPoints(measured)) {
            double outside = envelope.limits().workspace().outside(point);
            if (outside > overshootM) {
                return Optional.of("The arm was measured %.0f mm outside of its workspace.".formatted(outside * 1000));
            }
        }
        return drive.commanded().flatMap(commanded -> lags(measured, commanded));
    }

    private Optional<String> lags(double[] measured, double[] commanded) {
        for (int i = 0; i < measured.length; i++) {
            JointLimit limit = envelope.limits().joints().get(i);
            if (Math.abs(measured[i] - commanded[i]) > lag + limit.maxStep()) {
                return Optional.of("Joint %s does not follow: it is at %.3f and was told %.3f."
                        .formatted(limit.name(), measured[i], commanded[i]));
            }
        }
        return Optional.empty();
    }
}
