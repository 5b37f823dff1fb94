package dev.parley.rosbridge.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Between a policy's numbers and the joints' positions, there and back. */
record ActionMapping(AgentSettings.ActionKind kind, int joints, boolean gripper) {

    int width() {
        return joints + (gripper ? 1 : 0);
    }

    /** Why these numbers are no action, a sentence. */
    Optional<String> refusal(List<Double> action) {
        if (action.size() != width()) {
            return Optional.of(
                    "The policy gave " + action.size() + " numbers for an action; this robot takes " + width() + ".");
        }
        return action.stream().allMatch(Double::isFinite)
                ? Optional.empty()
                : Optional.of("The policy gave a number that is not finite.");
    }

    /** Where the joints are wanted at the end of the action. */
    double[] wanted(List<Double> action, double[] from, Duration over) {
        double seconds = over.toNanos() / 1e9;
        double[] wanted = new double[joints];
        for (int i = 0; i < joints; i++) {
            wanted[i] = switch (kind) {
                case JOINT_POSITION -> action.get(i);
                case JOINT_VELOCITY -> from[i] + action.get(i) * seconds;
            };
        }
        return wanted;
    }

    /** 0 closed to 1 open; beyond is the nearer of both. */
    OptionalDouble opening(List<Double> action) {
        return gripper ? OptionalDouble.of(Math.clamp(action.get(joints), 0, 1)) : OptionalDouble.empty();
    }

    /** What the arm got, in the policy's own numbers. */
    List<Double> applied(List<Double> action, double[] from, double[] to, Duration over) {
        double seconds = over.toNanos() / 1e9;
        List<Double> applied = new ArrayList<>(width());
        for (int i = 0; i < joints; i++) {
            applied.add(
                    switch (kind) {
                        case JOINT_POSITION -> to[i];
                        case JOINT_VELOCITY -> (to[i] - from[i]) / seconds;
                    });
        }
        opening(action).ifPresent(applied::add);
        return applied;
    }

    /** Nothing moved: the arm stays at these positions. */
    List<Double> stayed(List<Double> action, double[] at) {
        List<Double> applied = new ArrayList<>(width());
        for (int i = 0; i < joints; i++) {
            applied.add(kind == AgentSettings.ActionKind.JOINT_POSITION ? at[i] : 0);
        }
        opening(action).ifPresent(applied::add);
        return applied;
    }
}
