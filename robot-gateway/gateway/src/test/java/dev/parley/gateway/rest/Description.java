package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A description of an interface (OpenAPI), to be walked. */
record Description(JsonNode root) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    static Description of(String json) {
        try {
            return new Description(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException("the description is no JSON", e);
        }
    }

    /** One method of one address. */
    record Operation(String method, String path, JsonNode node, JsonNode shared) {
        String id() {
            return node.path("operationId").asText();
        }

        /** With those of its address. */
        List<JsonNode> parameters() {
            List<JsonNode> all = new ArrayList<>();
            shared.forEach(all::add);
            node.path("parameters").forEach(all::add);
            return all;
        }

        /** As one line of the baseline. */
        String line() {
            return id() + " " + method.toUpperCase(Locale.ROOT) + " " + path;
        }

        @Override
        public String toString() {
            return line();
        }
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> all.add(new Operation(
                                method.getKey(),
                                path.getKey(),
                                method.getValue(),
                                path.getValue().path("parameters")))));
        return all;
    }

    /** Follows a reference; missing where it leads nowhere. */
    JsonNode at(String reference) {
        return root.at(reference.substring(1));
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? at(node.path("$ref").asText()) : node;
    }

    void eachReference(Consumer<String> found) {
        walk(root, found);
    }

    private static void walk(JsonNode node, Consumer<String> found) {
        if (node.path("$ref").isTextual()) {
            found.accept(node.path("$ref").asText());
        }
        node.forEach(child -> walk(child, found));
    }

    Map<String, JsonNode> schemas() {
        Map<String, JsonNode> all = new TreeMap<>();
        root.path("components").path("schemas").properties().forEach(each -> all.put(each.getKey(), each.getValue()));
        return all;
    }
}
