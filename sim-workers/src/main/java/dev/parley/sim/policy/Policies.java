package dev.parley.sim.policy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.body.Bodies;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** The policies carried in the package, by name. */
public final class Policies {

    /** The learned policy that is offered first. */
    public static final String USUAL = "tabletop-bc";

    private static final List<String> NAMES = List.of(
            USUAL,
            "tabletop-bc-early",
            "arm-many",
            "arm-many-early",
            "planner",
            "scripted-expert",
            "random",
            "room-expert",
            "room-random",
            "room-goal",
            "room-goal-early",
            "scara-expert",
            "scara-random");

    /** Kinds that are code and act in any scene of their body. */
    private static final Set<String> CODE = Set.of("scripted", "random");

    private static final String CANDIDATES_SCENE = "blocks-and-bowls";
    private static final String CANDIDATES_BODY = "tabletop-arm-6dof";

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
                && (CODE.contains(card.kind()) || card.scenes().contains(scene.id()));
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
            case "onnx" -> learned(card, artifact(card));
            case "scripted" -> new ExpertPolicy(card, scene);
            case "random" -> new RandomPolicy(card, scene.actions());
            default -> made(card, scene);
        };
    }

    private static Policy made(PolicyCard card, SceneDescription scene) {
        Artifact artifact = whole(card, artifact(card));
        Map<String, byte[]> files = new LinkedHashMap<>();
        artifact.names().forEach(name -> files.put(name, artifact.file(name)));
        return ServiceLoader.load(PolicyMaker.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(maker -> maker.kind().equals(card.kind()))
                .findFirst()
                .orElseThrow(
                        () -> new PolicyException("Policy " + card.name() + " is of the unknown kind " + card.kind()))
                .make(card, scene, files);
    }

    private static Artifact artifact(PolicyCard card) {
        Artifact artifact = new Artifact();
        card.files().forEach(file -> artifact.with(file, resource(card.name(), file)));
        return artifact;
    }

    static Policy learned(PolicyCard card, Artifact artifact) {
        return of(card, whole(card, artifact));
    }

    private static Artifact whole(PolicyCard card, Artifact artifact) {
        if (!artifact.version().equals(card.version())) {
            throw new PolicyException("The artifact of policy " + card.name() + " has version " + artifact.version()
                    + " but its card says " + card.version() + ": the package was altered, reinstall it.");
        }
        return artifact;
    }

    private static Policy of(PolicyCard card, Artifact artifact) {
        if (card.embodiment().equals(Bodies.DRIVE)) {
            return new NavigationPolicy(card, new NavigationNetwork(artifact.file(PolicyCard.POLICY_FILE)));
        }
        ArmNetwork network = new ArmNetwork(artifact.file(PolicyCard.POLICY_FILE));
        Optional<GoalReader> goals = artifact.find(PolicyCard.GOAL_FILE)
                .map(file -> new GoalReader(
                        file,
                        network.goalWidth()
                                .orElseThrow(() -> new PolicyException("Policy " + card.name() + " has a "
                                        + PolicyCard.GOAL_FILE + ", but its network takes no goal"))));
        Optional<WordsReader> words = artifact.find(PolicyCard.WORDS_FILE).map(file -> {
            if (!network.takesIntent()) {
                throw new PolicyException("Policy " + card.name() + " has a " + PolicyCard.WORDS_FILE
                        + ", but its network takes no intent");
            }
            return new WordsReader(file, network.wordsWidth());
        });
        return new LearnedPolicy(card, network, words, goals, new SentenceEncoder());
    }

    /**
     * Loads a network from a file, named by its version and without figures: for measuring candidates. A {@code goal.onnx} and a
     * {@code words.onnx} beside a {@code policy.onnx} belong to it; with its own reader of words it acts in all scenes of the arm.
     */
    public static Policy loadCandidate(Path file) throws IOException {
        Artifact artifact = Artifact.of(Files.readAllBytes(file));
        if (NavigationNetwork.isIn(artifact.file(PolicyCard.POLICY_FILE))) {
            return of(candidateThatDrives(artifact), artifact);
        }
        boolean looks = withSibling(artifact, file, PolicyCard.GOAL_FILE);
        boolean reads = withSibling(artifact, file, PolicyCard.WORDS_FILE);
        PolicyCard card = new PolicyCard(
                "candidate-" + artifact.version().substring(0, 12),
                "Candidate",
                "onnx",
                false,
                artifact.version(),
                CANDIDATES_SCENE,
                CANDIDATES_BODY,
                "A network under test.",
                "",
                List.of(),
                List.of(),
                looks ? List.of(PolicyCard.Asking.values()) : List.of(PolicyCard.Asking.WORDS),
                artifact.names(),
                reads ? scenesOf(CANDIDATES_BODY) : List.of(CANDIDATES_SCENE),
                0);
        return of(card, artifact);
    }

    private static PolicyCard candidateThatDrives(Artifact artifact) {
        return new PolicyCard(
                "candidate-" + artifact.version().substring(0, 12),
                "Candidate",
                "onnx",
                false,
                artifact.version(),
                "room",
                Bodies.DRIVE,
                "A network under test.",
                "",
                List.of(),
                List.of(),
                List.of(PolicyCard.Asking.PICTURE),
                artifact.names(),
                List.of("room"),
                0);
    }

    private static boolean withSibling(Artifact artifact, Path file, String name) throws IOException {
        Path sibling = file.resolveSibling(name);
        boolean there = file.endsWith(PolicyCard.POLICY_FILE) && Files.exists(sibling);
        if (there) {
            artifact.with(name, Files.readAllBytes(sibling));
        }
        return there;
    }

    private static List<String> scenesOf(String embodiment) {
        return SceneFolder.carriedIds().stream()
                .filter(id -> SceneDescription.load(id).embodiment().id().equals(embodiment))
                .toList();
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
}
