package dev.parley.sim.policy;

import dev.parley.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that make a policy version, in the order in which they make it. */
final class Artifact {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** A network alone. */
    static Artifact of(byte[] policy) {
        return new Artifact().with(PolicyCard.POLICY_FILE, policy);
    }

    Artifact with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** Throws {@link PolicyException} when it has no such file. */
    byte[] file(String name) {
        return find(name).orElseThrow(() -> new PolicyException("The artifact has no " + name + "; it has " + names()));
    }

    Optional<byte[]> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** SHA-256 of the one file; of the files' SHA-256 in hex, one after the other, where they are several. */
    String version() {
        List<String> digests = new ArrayList<>();
        files.values().forEach(content -> digests.add(Sha256.hex(content)));
        return digests.size() == 1
                ? digests.getFirst()
                : Sha256.hex(String.join("", digests).getBytes(StandardCharsets.US_ASCII));
    }
}
