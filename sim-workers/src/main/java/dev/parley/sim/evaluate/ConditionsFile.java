package dev.parley.sim.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.scene.ConditionFactor;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pinned conditions as a JSON object, name to number. */
final class ConditionsFile {

    private static final long MOST_BYTES = 64 * 1024;

    private ConditionsFile() {}

    /** Throws {@link IllegalArgumentException} naming what a scene does not have or what lies outside its range. */
    static Conditions read(Path file, List<SceneDescription> scenes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file + " of conditions");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(file + " is larger than the " + MOST_BYTES + " bytes that are read");
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object(file).properties()) {
            if (!entry.getValue().isNumber()) {
                throw new IllegalArgumentException(
                        file + ": condition " + entry.getKey() + " must be a number, not " + entry.getValue());
            }
            double value = entry.getValue().doubleValue();
            scenes.forEach(scene -> require(file, scene, entry.getKey(), value));
            values.put(entry.getKey(), value);
        }
        return Conditions.of(values);
    }

    private static JsonNode object(Path file) throws IOException {
        try {
            JsonNode node = new JsonMapper().readTree(file.toFile());
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException(
                file + " must be a JSON object of conditions, for instance {\"friction.objects\": 0.8}");
    }

    private static void require(Path file, SceneDescription scene, String name, double value) {
        ConditionFactor factor = scene.factors().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + ": scene " + scene.id()
                        + " has no condition named " + name + "; it has "
                        + scene.factors().stream().map(ConditionFactor::name).toList()));
        if (!factor.allows(value)) {
            throw new IllegalArgumentException(file + ": condition " + name + " of scene " + scene.id() + " is " + value
                    + " but must be " + factor.range());
        }
    }
}
