package dev.parley.rosbridge.motion;

/**
 * Where the joints were.
 *
 * @param takenNs when that was so, as far as can be told: monotonic time here, less what the message was late
 * @param stampNs the driver's own time; 0 where it has no clock
 */
public record JointSample(double[] positions, long takenNs, long stampNs) {
    public JointSample {
        positions = positions.clone();
    }

    @Override
    public double[] positions() {
        return positions.clone();
    }

    double at(int joint) {
        return positions[joint];
    }

    int size() {
        return positions.length;
    }
}
