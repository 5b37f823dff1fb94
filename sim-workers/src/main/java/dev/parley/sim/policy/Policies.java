package dev.parley.sim.policy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The policies carried in the package, by name. */
public final class Policies {

    /** The learned policy that is offered first. */
    public static final String USUAL = "tabletop-bc";

    private static final List<String> NAMES = List.of(
            USUAL,
            "tabletop-bc-early",
            "scripted-expert",
            "random",
            "room-expert",
            "room-random",
            "scara-expert",
            "scara-random");

    private Policies() {}

    /** Names that {@link #load} accepts. */
    public static List<String> names() {
        return NAMES;
    }

    /** The model card of a carried policy, without loading it; throws {@link PolicyException} for an unknown name. */
    public static PolicyCard card(String name) {
        if (!NAMES.contains(name)) {
            throw new PolicyException("No policy named " + name + " is carried; there are " + NAMES);
        }
        try {
            return new JsonMapper().readValue(resource(name, "policy.json"), PolicyCard.class);
        } catch (IOException e) {
            throw new PolicyException("The card of policy " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Scenes in this package that a carried policy can act in; throws {@link PolicyException} for an unknown name. */
    public static List<String> scenes(String name) {
        return SceneFolder.carriedIds().stream()
                .filter(id -> fits(name, SceneDescription.load(id)))
                .toList();
    }

    /** Whether a carried policy can act in a scene: a learned one in its own, one that is code in any with its body. */
    public static boolean fits(String name, SceneDescription scene) {
        PolicyCard card = card(name);
        return card.embodiment().equals(scene.embodiment().id())
                && (!card.kind().equals("onnx") || card.scene().equals(scene.id()));
    }

    /** Loads a carried policy and checks its artifact against the version on its card. */
    public static Policy load(String name) {
        return load(name, SceneDescription.load(card(name).scene()));
    }

    /** As {@link #load(String)} for another scene; throws {@link PolicyException} when it does not fit. */
    public static Policy load(String name, SceneDescription scene) {
        if (!fits(name, scene)) {
            throw new PolicyException(
                    "Policy " + name + " does not act in scene " + scene.id() + "; it does in " + scenes(name));
        }
        PolicyCard card = card(name);
        return switch (card.kind()) {
            case "onnx" -> learned(card, resource(name, "policy.onnx"));
            case "scripted" -> new ExpertPolicy(card, scene);
            case "random" -> new RandomPolicy(card, scene.actions());
            default -> throw new PolicyException("Policy " + name + " is of the unknown kind " + card.kind());
        };
    }

    static Policy learned(PolicyCard card, byte[] artifact) {
        String digest = sha256(artifact);
        if (!digest.equals(card.version())) {
            throw new PolicyException("The artifact of policy " + card.name() + " has SHA-256 " + digest
                    + " but its card says " + card.version() + ": the package was altered, reinstall it.");
        }
        return new LearnedPolicy(card, new ArmNetwork(artifact), new SentenceEncoder());
    }

    /** Loads a network from a file, named by its digest and without figures: for measuring candidates. */
    public static Policy loadCandidate(Path file) throws IOException {
        byte[] artifact = Files.readAllBytes(file);
        String digest = sha256(artifact);
        PolicyCard card = new PolicyCard(
                "candidate-" + digest.substring(0, 12),
                "Candidate",
                "onnx",
                false,
                digest,
                "blocks-and-bowls",
                "tabletop-arm-6dof",
                "A network under test.",
                "",
                List.of(),
                List.of());
        return new LearnedPolicy(card, new ArmNetwork(artifact), new SentenceEncoder());
    }

    private static byte[] resource(String policy, String file) {
        String name = "/policies/" + policy + "/" + file;
        try (InputStream in = Policies.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new PolicyException("The package lacks " + name + ": reinstall it.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new PolicyException("The resource " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The version of a policy that is code: the digest of its revision name, raised whenever its behaviour changes. */
    static String versionOfRevision(String revision) {
        return sha256(revision.getBytes(StandardCharsets.UTF_8));
    }
}
