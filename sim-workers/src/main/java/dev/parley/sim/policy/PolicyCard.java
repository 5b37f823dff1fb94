package dev.parley.sim.policy;

import java.util.List;

/**
 * The model card of one policy version.
 *
 * @param name stable name under which it is loaded
 * @param title for people
 * @param kind {@code onnx}, {@code scripted} or {@code random}
 * @param privileged whether it looks at the true state instead of the camera
 * @param version SHA-256 of the artifact (of the built-in's revision name where there is no artifact); results attach to it
 * @param scene the scene it was made for
 * @param embodiment the body it was made for
 * @param description one paragraph for people
 * @param training how it was made
 * @param figures what was measured, with counts and intervals
 * @param knownFailures what it is known to do wrong
 */
public record PolicyCard(
        String name,
        String title,
        String kind,
        boolean privileged,
        String version,
        String scene,
        String embodiment,
        String description,
        String training,
        List<Figure> figures,
        List<String> knownFailures) {

    public PolicyCard {
        figures = List.copyOf(figures);
        knownFailures = List.copyOf(knownFailures);
    }

    /** One measured rate with its 95 % Wilson interval. */
    public record Figure(String what, int successes, int trials, double low, double high) {}
}
