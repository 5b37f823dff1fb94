package dev.parley.sim.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.sim.scene.SceneDescription;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The model card of one policy version.
 *
 * @param name stable name under which it is loaded
 * @param title for people
 * @param kind {@code onnx}, {@code scripted}, {@code random}, or one that a {@link PolicyMaker} makes, such as {@code planner}
 * @param privileged whether it looks at the true state instead of the camera
 * @param version SHA-256 of the artifact where that is one file; of the files' SHA-256 in hex, one after the other, where they are
 *     several; of the built-in's revision name where there is none. Results attach to it
 * @param scene the scene it was made for
 * @param embodiment the body it was made for
 * @param description one paragraph for people
 * @param training how it was made
 * @param figures what was measured, with counts and intervals
 * @param knownFailures what it is known to do wrong
 * @param takes what it can be asked with; absent in a file is words
 * @param files its artifact, in the order of the version; absent in a file is {@code policy.onnx} for a network, else none
 * @param scenes where it acts; absent in a file is the scene it was made for
 * @param familiarFrom least probability, as its network gives it, from which words count as of a kind it was trained on; absent in
 *     a file is zero: it cannot tell
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
        List<String> knownFailures,
        List<Asking> takes,
        List<String> files,
        List<String> scenes,
        double familiarFrom) {

    /** The file of the network that acts. */
    static final String POLICY_FILE = "policy.onnx";

    /** The file of the network that reads sentences. */
    static final String WORDS_FILE = "words.onnx";

    /** The file of the network that reads goal pictures. */
    static final String GOAL_FILE = "goal.onnx";

    // Jackson gives null for what a file leaves out.
    public PolicyCard {
        figures = List.copyOf(figures);
        knownFailures = List.copyOf(knownFailures);
        takes = takes == null ? List.of(Asking.WORDS) : List.copyOf(takes);
        files = files == null ? usualFiles(kind) : List.copyOf(files);
        scenes = scenes == null ? List.of(scene) : List.copyOf(scenes);
    }

    /** Of a policy that its maker brought, as far as a station is told of it. */
    public static PolicyCard brought(
            String name, String title, String kind, String version, SceneDescription scene, String description) {
        return new PolicyCard(
                name,
                title,
                kind,
                false,
                version,
                scene.id(),
                scene.embodiment().id(),
                description,
                "",
                List.of(),
                List.of(),
                List.of(Asking.WORDS),
                List.of(),
                List.of(scene.id()),
                0);
    }

    /** Something a policy can be asked with. */
    public enum Asking {
        @JsonProperty("words")
        WORDS,
        @JsonProperty("picture")
        PICTURE
    }

    /** One measured rate with its 95 % Wilson interval. */
    public record Figure(String what, int successes, int trials, double low, double high) {}

    /** Why a policy cannot be asked in this way, as a sentence that says what would be right; empty when it can. */
    public static Optional<String> refusal(String name, Collection<Asking> takes, boolean words, boolean picture) {
        boolean reads = takes.contains(Asking.WORDS);
        boolean looks = takes.contains(Asking.PICTURE);
        if (picture && !looks) {
            return Optional.of("Policy " + name + " takes no goal image; ask it in words");
        }
        if (words && !reads) {
            return Optional.of("Policy " + name + " takes no instruction; show it a goal image and nothing else");
        }
        if (!words && !picture) {
            return Optional.of("Policy " + name + " needs "
                    + (reads && looks ? "an instruction or a goal image" : reads ? "an instruction" : "a goal image"));
        }
        return Optional.empty();
    }

    /** Throws {@link PolicyException} with the reason when this policy cannot be asked in this way. */
    void requireTaken(Prompted prompted) {
        refusal(name, takes, prompted.hasWords(), prompted.picture().isPresent())
                .ifPresent(reason -> {
                    throw new PolicyException(reason);
                });
    }

    private static List<String> usualFiles(String kind) {
        return kind.equals("onnx") ? List.of(POLICY_FILE) : List.of();
    }
}
