package dev.parley.sim.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.parley.contracts.Sha256;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.task.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that define a carried scene, as bytes.
 *
 * @param description scene.json as the platform gets it, with the words that sentences are read by
 * @param version digest over description and physical model: it changes whenever layout, physics or tasks change
 */
record SceneFiles(ByteString description, String version) {

    private static final int VERSION_CHARACTERS = 16;

    static SceneFiles of(SceneFolder folder) {
        byte[] description = announced(folder);
        byte[] model = folder.bytes("model.xml");
        MessageDigest digest = Sha256.begin();
        digest.update(folder.bytes("scene.json"));
        digest.update(description);
        digest.update(model);
        String version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_CHARACTERS);
        return new SceneFiles(ByteString.copyFrom(description), version);
    }

    // The platform reads sentences by the same words as the station that judges.
    private static byte[] announced(SceneFolder folder) {
        ObjectNode scene = folder.json("scene.json", ObjectNode.class);
        // In one order, because the version is a digest of these bytes.
        JsonMapper json = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        scene.remove("sayings");
        SceneDescription description = SceneDescription.load(folder);
        scene.remove("families");
        scene.set(
                "tasks",
                json.valueToTree(
                        description.tasks().stream().map(SceneFiles::announced).toList()));
        scene.set("language", json.valueToTree(description.language()));
        try {
            return json.writeValueAsBytes(scene);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Write the description of a scene", e);
        }
    }

    private static Map<String, Object> announced(Task task) {
        Map<String, String> predicate = new TreeMap<>(task.predicate().arguments());
        predicate.put("kind", task.predicate().kind());
        return Map.of(
                "id", task.id(),
                "predicate", predicate,
                "instruction", task.instruction(),
                "reading", task.reading(),
                "paraphrases", task.paraphrases());
    }

    /** The SHA-256 of a file of this package, hex. */
    static String digestOf(String resource) {
        return Sha256.hex(read(resource));
    }

    private static byte[] read(String resource) {
        try (InputStream in = SceneFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("This program does not carry " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Read " + resource, e);
        }
    }
}
