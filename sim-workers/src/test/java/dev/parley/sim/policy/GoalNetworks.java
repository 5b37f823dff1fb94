package dev.parley.sim.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A policy of two small networks that learned nothing: it moves towards the mean colour of its goal picture. See goal_networks.py. */
public final class GoalNetworks {

    static final String NAME = "by-colour";

    private GoalNetworks() {}

    /** Takes words, pictures and both. */
    public static Policy policy() {
        return policy(PolicyCard.Asking.values());
    }

    static Policy policy(PolicyCard.Asking... takes) {
        Artifact artifact = artifact();
        return Policies.learned(card(artifact.version(), artifact.names(), takes), artifact);
    }

    static Artifact artifact() {
        return Artifact.of(file("goal-policy.onnx")).with(PolicyCard.GOAL_FILE, file("goal-reader.onnx"));
    }

    static PolicyCard card(String version, List<String> files, PolicyCard.Asking... takes) {
        return new PolicyCard(
                NAME,
                "By colour",
                "onnx",
                false,
                version,
                "blocks-and-bowls",
                "tabletop-arm-6dof",
                "",
                "",
                List.of(),
                List.of(),
                List.of(takes),
                files,
                List.of("blocks-and-bowls"),
                0.9);
    }

    static byte[] file(String name) {
        try (InputStream in = GoalNetworks.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
