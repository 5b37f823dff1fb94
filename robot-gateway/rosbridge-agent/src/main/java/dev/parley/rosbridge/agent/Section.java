package dev.parley.rosbridge.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A part of the settings file. Whatever is wrong is said with its place; what nobody asked for is a mistake, since a misspelt limit is no limit. */
final class Section {
    private final JsonNode node;
    private final String path;
    private final Set<String> known = new HashSet<>();
    private final List<Section> inner = new ArrayList<>();

    private Section(JsonNode node, String path) {
        this.node = node;
        this.path = path;
        if (!node.isObject()) {
            throw wrong("", "is a part in braces");
        }
    }

    static Section root(JsonNode node) {
        return new Section(node, "");
    }

    private IllegalArgumentException wrong(String name, String right) {
        String place = path + name;
        return new IllegalArgumentException("Setting " + (place.isEmpty() ? "file" : place) + " " + right + ".");
    }

    private JsonNode get(String name) {
        known.add(name);
        return node.path(name);
    }

    Section section(String name) {
        return optional(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    Optional<Section> optional(String name) {
        JsonNode part = get(name);
        return part.isMissingNode() ? Optional.empty() : Optional.of(keep(new Section(part, path + name + ".")));
    }

    List<Section> sections(String name) {
        JsonNode part = get(name);
        if (!part.isMissingNode() && !part.isArray()) {
            throw wrong(name, "is a list");
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            sections.add(keep(new Section(part.path(i), path + name + "[" + i + "].")));
        }
        return sections;
    }

    private Section keep(Section section) {
        inner.add(section);
        return section;
    }

    String text(String name) {
        JsonNode value = get(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong(name, "is a text");
        }
        return value.textValue();
    }

    String text(String name, String otherwise) {
        return get(name).isMissingNode() ? otherwise : text(name);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode part = get(name);
        for (JsonNode value : part) {
            if (!value.isTextual()) {
                throw wrong(name, "is a list of texts");
            }
            texts.add(value.textValue());
        }
        if (!part.isMissingNode() && !part.isArray()) {
            throw wrong(name, "is a list of texts");
        }
        return texts;
    }

    double number(String name, double least, double most) {
        double value = get(name).isNumber() ? node.path(name).doubleValue() : Double.NaN;
        if (!(value >= least && value <= most)) {
            throw wrong(name, "is a number from " + least + " to " + most);
        }
        return value;
    }

    double number(String name, double least, double most, double otherwise) {
        return get(name).isMissingNode() ? otherwise : number(name, least, most);
    }

    int whole(String name, int least, int most, int otherwise) {
        double value = number(name, least, most, otherwise);
        if (value != Math.rint(value)) {
            throw wrong(name, "is a whole number");
        }
        return (int) value;
    }

    boolean truth(String name, boolean otherwise) {
        JsonNode value = get(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(name, "is true or false");
        }
        return value.asBoolean(otherwise);
    }

    /** @param count of the numbers; any count from 1 on where 0 */
    double[] numbers(String name, int count) {
        return vector(get(name), name, count);
    }

    List<double[]> rows(String name, int count) {
        List<double[]> rows = new ArrayList<>();
        get(name).forEach(row -> rows.add(vector(row, name, count)));
        return rows;
    }

    private double[] vector(JsonNode array, String name, int count) {
        String right = "is a list of " + (count == 0 ? "" : count + " ") + "numbers";
        if (!array.isArray() || array.isEmpty() || (count > 0 && array.size() != count)) {
            throw wrong(name, right);
        }
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.path(i).asDouble(Double.NaN);
            if (!array.path(i).isNumber() || !Double.isFinite(values[i])) {
                throw wrong(name, right);
            }
        }
        return values;
    }

    boolean has(String name) {
        return !get(name).isMissingNode();
    }

    /** Everything was read: names what is not known, here or within. */
    void done() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw wrong(name, "is not known; " + known.stream().sorted().toList() + " are");
            }
        });
        inner.forEach(Section::done);
    }
}
