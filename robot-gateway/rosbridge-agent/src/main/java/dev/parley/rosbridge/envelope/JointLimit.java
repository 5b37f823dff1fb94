package dev.parley.rosbridge.envelope;

/**
 * How far and how fast one joint may go.
 *
 * @param low radians or metres
 * @param maxVelocity a second, above 0
 * @param maxStep in one command, above 0
 */
public record JointLimit(String name, double low, double high, double maxVelocity, double maxStep) {
    public JointLimit {
        if (!(low < high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException(
                    "joint " + name + " goes from " + low + " to " + high + ", which is no way");
        }
        if (!(maxVelocity > 0) || !Double.isFinite(maxVelocity)) {
            throw new IllegalArgumentException("joint " + name + " needs a velocity above 0, not " + maxVelocity);
        }
        if (!(maxStep > 0) || !Double.isFinite(maxStep)) {
            throw new IllegalArgumentException("joint " + name + " needs a longest step above 0, not " + maxStep);
        }
    }

    double clamped(double position) {
        return Math.clamp(position, low, high);
    }
}
