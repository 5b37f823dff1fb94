package dev.parley.sim.worker;

import dev.parley.sim.body.Bodies;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.PolicyReference;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The policies in this package. Each is loaded when an episode first needs it and kept, because a network and the text encoder
 * take longer to load than a person likes to wait. Any thread.
 */
final class CarriedPolicies implements PolicyShelf {

    private static final String NETWORK = "onnx";

    private final Map<String, Policy> loaded = new HashMap<>();
    private final List<SceneDescription> scenes;

    /** @param scenes that the station runs */
    CarriedPolicies(List<SceneDescription> scenes) {
        this.scenes = List.copyOf(scenes);
    }

    CarriedPolicies(SceneDescription... scenes) {
        this(List.of(scenes));
    }

    /** Only those whose files are in this package and that can act in one of the scenes. */
    @Override
    public List<PolicyCapability> capabilities() {
        return Policies.names().stream()
                .filter(this::isOffered)
                .map(Policies::card)
                .map(this::capability)
                .toList();
    }

    @Override
    public synchronized Policy take(PolicyReference wanted, SceneDescription scene) {
        if (!Policies.names().contains(wanted.getName()) || !isOffered(wanted.getName())) {
            throw new PolicyException("This station has no policy named " + wanted.getName());
        }
        String version = Policies.card(wanted.getName()).version();
        if (!version.equals(wanted.getDigest())) {
            throw new PolicyException("This station has version " + version + " of policy " + wanted.getName()
                    + ", not the wanted version " + wanted.getDigest());
        }
        return loaded.computeIfAbsent(key(wanted.getName(), scene), key -> Policies.load(wanted.getName(), scene));
    }

    // Begun under the lock: once an episode has taken the policy, nobody else may give it another sentence.
    @Override
    public synchronized void preload() {
        scenes.stream()
                .filter(scene -> Policies.fits(Policies.USUAL, scene))
                .findFirst()
                .map(scene -> key(Policies.USUAL, scene))
                .filter(key -> isOffered(Policies.USUAL) && !loaded.containsKey(key))
                .ifPresent(key -> {
                    Policy policy = Policies.load(Policies.USUAL);
                    policy.begin(Prompted.words("warm up"), 0);
                    loaded.put(key, policy);
                });
    }

    // Not closed: its own thread may still be inside it.
    @Override
    public synchronized void discard(PolicyReference stuck) {
        scenes.forEach(scene -> loaded.remove(key(stuck.getName(), scene)));
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(Policy::close);
        loaded.clear();
    }

    private boolean isOffered(String name) {
        return Policies.class.getResource("/policies/" + name + "/policy.json") != null
                && scenes.stream().anyMatch(scene -> Policies.fits(name, scene));
    }

    // A network is the same wherever it acts and worth keeping once; what is code or plans knows its scene.
    private static String key(String name, SceneDescription scene) {
        return Policies.card(name).kind().equals(NETWORK) ? name : name + " in " + scene.id();
    }

    private PolicyCapability capability(PolicyCard card) {
        return PolicyCapability.newBuilder()
                .setName(card.name())
                .setDigest(card.version())
                .setKind(kind(card))
                .setTitle(card.title())
                .setDescription(card.description())
                .setAcceptsInstruction(card.takes().contains(PolicyCard.Asking.WORDS))
                .setAcceptsGoalImage(card.takes().contains(PolicyCard.Asking.PICTURE))
                .setEmbodiment(card.embodiment())
                .setActionSpaceKind(Bodies.actionSpace(card.embodiment()))
                .addAllSceneIds(scenes(card))
                .build();
    }

    // The same whichever of them this station runs: what is announced last is what the platform believes.
    private Set<String> scenes(PolicyCard card) {
        Set<String> ids = new LinkedHashSet<>(Policies.scenes(card.name()));
        scenes.stream()
                .filter(scene -> Policies.fits(card.name(), scene))
                .map(SceneDescription::id)
                .forEach(ids::add);
        return ids;
    }

    private static String kind(PolicyCard card) {
        return switch (card.kind()) {
            case NETWORK, "planner" -> "learned";
            case "scripted" -> "scripted-expert";
            case "random" -> "random";
            default -> throw new PolicyException("Policy " + card.name() + " is of the unknown kind " + card.kind());
        };
    }
}
