package dev.parley.core.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.sentence.Ask;
import dev.parley.contracts.sentence.Language;
import dev.parley.contracts.sentence.SentenceReader;
import dev.parley.contracts.sentence.Thing;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the scene description that stations announce; unknown fields are somebody else's and are left alone. */
@ApplicationScoped
class SceneReader {
    static final int LARGEST_BYTES = 256 * 1024;

    private final ObjectMapper json;

    @Inject
    SceneReader(ObjectMapper json) {
        this.json = json;
    }

    /** @throws ParleyException BODY_MALFORMED naming the field that is missing or wrong */
    SceneData read(String id, String version, byte[] description) {
        if (description.length > LARGEST_BYTES) {
            throw malformed(id, "is larger than " + LARGEST_BYTES + " bytes");
        }
        JsonNode root;
        try {
            root = json.readTree(description);
        } catch (IOException e) {
            throw malformed(id, "is not JSON");
        }
        if (root == null || !root.isObject()) {
            throw malformed(id, "is not a JSON object");
        }
        double controlHz = root.path("controlHz").asDouble(0);
        int horizonSteps = root.path("horizonSteps").asInt(0);
        if (!(controlHz > 0 && controlHz <= 1000)) {
            throw malformed(id, "needs controlHz between 0 and 1000");
        }
        if (horizonSteps < 1) {
            throw malformed(id, "needs horizonSteps of at least 1");
        }
        List<SceneData.SceneObject> objects = each(root.path("objects"), node -> object(id, node));
        List<SceneData.TaskData> tasks = each(root.path("tasks"), node -> task(id, node));
        return new SceneData(
                id,
                version,
                text(id, root, "title"),
                root.path("description").asText(""),
                embodiment(id, root.path("embodiment")),
                controlHz,
                horizonSteps,
                objects,
                tasks,
                strings(root.path("examples")),
                factors(id, root.path("factors")),
                sentences(id, root, objects, tasks));
    }

    private SentenceReader sentences(
            String id, JsonNode root, List<SceneData.SceneObject> objects, List<SceneData.TaskData> tasks) {
        List<Thing> things = new ArrayList<>();
        objects.forEach(object -> things.add(Thing.of(object.id(), object.colour(), object.nouns())));
        for (String kind : List.of("places", "groups")) {
            things.addAll(
                    each(root.path(kind), node -> Thing.named(text(id, node, "id"), strings(node.path("names")))));
        }
        List<Ask> asks = tasks.stream()
                .map(task -> new Ask(task.id(), task.predicate(), task.paraphrases()))
                .toList();
        try {
            JsonNode own = root.path("language");
            Language language = own.isObject()
                    ? json.treeToValue(own, Language.class)
                    : json.readValue(Language.english(), Language.class);
            return new SentenceReader(language, things, asks);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw malformed(id, "has a language that cannot be read: " + e.getMessage());
        }
    }

    /** Either the name itself or an object with an id. */
    private static String embodiment(String id, JsonNode node) {
        String name = node.isObject() ? node.path("id").asText("") : node.asText("");
        if (name.isBlank()) {
            throw malformed(id, "needs an embodiment");
        }
        return name;
    }

    private static SceneData.SceneObject object(String id, JsonNode node) {
        return new SceneData.SceneObject(
                text(id, node, "id"),
                text(id, node, "noun"),
                strings(node.path("synonyms")),
                node.path("colour").asText(""));
    }

    /** Those with a range; a factor of another shape is the station's own and cannot be pinned from here. */
    private static List<SceneData.FactorData> factors(String id, JsonNode array) {
        List<SceneData.FactorData> factors = new ArrayList<>();
        for (JsonNode node : array) {
            if (node.path("min").isNumber() && node.path("max").isNumber()) {
                factors.add(new SceneData.FactorData(
                        text(id, node, "name"),
                        node.path("min").asDouble(),
                        node.path("max").asDouble(),
                        node.path("whole").asBoolean(false)));
            }
        }
        return List.copyOf(factors);
    }

    private static SceneData.TaskData task(String id, JsonNode node) {
        List<String> paraphrases = new ArrayList<>(strings(node.path("paraphrases")));
        if (node.hasNonNull("instruction")) {
            paraphrases.addFirst(node.path("instruction").asText());
        }
        return new SceneData.TaskData(
                text(id, node, "id"), predicate(id, node), text(id, node, "reading"), List.copyOf(paraphrases));
    }

    /** Its texts; numbers are tolerances that only the station's judge needs. Descriptions without one are of placements. */
    private static Map<String, String> predicate(String id, JsonNode task) {
        JsonNode predicate = task.path("predicate");
        if (!predicate.isObject()) {
            return Map.of("kind", "inside", "object", text(id, task, "object"), "target", text(id, task, "target"));
        }
        text(id, predicate, "kind");
        Map<String, String> texts = new HashMap<>();
        predicate.properties().stream()
                .filter(field -> field.getValue().isTextual())
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return Map.copyOf(texts);
    }

    private static String text(String id, JsonNode node, String field) {
        String value = node.path(field).asText("");
        if (value.isBlank()) {
            throw malformed(id, "needs " + field);
        }
        return value;
    }

    private static List<String> strings(JsonNode array) {
        return each(array, JsonNode::asText);
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> map) {
        List<T> all = new ArrayList<>();
        array.forEach(node -> all.add(map.apply(node)));
        return List.copyOf(all);
    }

    private static ParleyException malformed(String id, String what) {
        return new ParleyException(ErrorCode.BODY_MALFORMED, "The description of scene %s %s.".formatted(id, what));
    }
}
