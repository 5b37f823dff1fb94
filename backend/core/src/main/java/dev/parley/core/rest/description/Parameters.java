package dev.parley.core.rest.description;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What a parameter may be, by its name: the same name is the same thing everywhere. Annotations that say more are kept. */
final class Parameters {
    /** quarkus.http.limits.max-initial-line-length: nothing in an address is longer. */
    private static final int LONGEST_ADDRESS = 4096;

    /** quarkus.http.limits.max-header-size */
    private static final int LONGEST_HEADERS = 16 * 1024;

    private static final Set<String> IDS =
            Set.of("id", "episode", "turn", "ask", "station", "studyId", "after", "stationIds", "subject");

    /** Listed by names, or with cursors of their own. */
    private static final Set<String> NO_IDS = Set.of("/api/v1/audit", "/api/v1/people");

    private static final Map<String, String> PATTERNS = Map.of(
            "digest", "^[0-9a-f]{64}$",
            "camera", "^[a-z0-9][a-z0-9_-]{0,31}$",
            "lab", "^[a-z0-9][a-z0-9-]{0,39}$",
            "seed", "^[0-9]{1,20}$",
            "ids", "^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,99}$");

    private static final Map<String, List<String>> WORDS = Map.of(
            "judge", List.of("scene", "operator", "prompter", "crowd", "researcher"),
            "format", List.of("lerobot-v3", "parquet", "csv"),
            "by", List.of("hour", "day"),
            "moment", List.of("start", "end"));

    /** Whole numbers: from, to. */
    private static final Map<String, int[]> NUMBERS =
            Map.of("days", new int[] {1, 60}, "episodes", new int[] {20, 1000});

    /** How many are listed at most, where it is not 100. */
    private static final Map<String, Integer> MOST = Map.ofEntries(
            Map.entry("/api/v1/people", 200),
            Map.entry("/api/v1/audit", 200),
            Map.entry("/api/v1/moderation/cases", 200),
            Map.entry("/api/v1/desk/stations/{id}/history", 200),
            Map.entry("/api/v1/desk/line", 200),
            Map.entry("/api/v1/families/untried", 200),
            Map.entry("/api/v1/families", 50),
            Map.entry("/api/v1/prompts/search", 50),
            Map.entry("/api/v1/episodes/{id}/steps", 1000),
            Map.entry("/api/v1/episodes/{id}/notes", 1000),
            Map.entry("/api/v1/studies/{id}/blocks", 1000),
            Map.entry("/api/v1/studies/{id}/steps", 1000),
            Map.entry("/api/v1/studies/{id}/episodes", 10_000));

    private Parameters() {}

    static void limit(String path, PathItem item, Operation operation) {
        Stream.of(Optional.ofNullable(item.getParameters()), Optional.ofNullable(operation.getParameters()))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .forEach(parameter -> parameter.setSchema(limited(path, parameter)));
    }

    private static Schema limited(String path, Parameter parameter) {
        Schema given = Optional.ofNullable(parameter.getSchema()).orElseGet(Answers::text);
        if (given.getItems() != null) {
            given.setItems(said(given.getItems()) ? given.getItems() : text(path, parameter));
            return given.maxItems(given.getMaxItems() == null ? 20 : given.getMaxItems());
        }
        if (said(given)) {
            return given.getRef() == null && given.getType() == null ? given.addType(Schema.SchemaType.STRING) : given;
        }
        Schema limited = number(path, parameter.getName())
                .map(range -> OASFactory.createSchema()
                        .addType(Schema.SchemaType.INTEGER)
                        .format("int32")
                        .minimum(BigDecimal.valueOf(range[0]))
                        .maximum(BigDecimal.valueOf(range[1])))
                .orElseGet(() -> text(path, parameter));
        String usual =
                given.getDefaultValue() == null ? "" : given.getDefaultValue().toString();
        if (!usual.isEmpty()) {
            limited.setDefaultValue(
                    limited.getType().contains(Schema.SchemaType.INTEGER) ? Integer.valueOf(usual) : usual);
        }
        return limited;
    }

    private static boolean said(Schema schema) {
        return schema.getRef() != null
                || schema.getPattern() != null
                || schema.getMaxLength() != null
                || schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()
                || schema.getMinimum() != null && schema.getMaximum() != null
                || schema.getType() != null && schema.getType().contains(Schema.SchemaType.BOOLEAN);
    }

    private static Optional<int[]> number(String path, String name) {
        boolean numbered = name.equals("from")
                && (path.endsWith("/steps")
                        || path.endsWith("/notes")
                        || path.endsWith("/blocks")
                        || path.endsWith("/episodes"));
        if (numbered) {
            return Optional.of(new int[] {0, path.contains("/studies/") ? 10_000 : Integer.MAX_VALUE});
        }
        return name.equals("limit")
                ? Optional.of(new int[] {1, MOST.getOrDefault(path, 100)})
                : Optional.ofNullable(NUMBERS.get(name));
    }

    private static Schema text(String path, Parameter parameter) {
        String name = parameter.getName();
        Schema text = Answers.text();
        if (PATTERNS.containsKey(name)) {
            return text.pattern(PATTERNS.get(name));
        }
        if (IDS.contains(name) && !NO_IDS.contains(path)) {
            return text.format("uuid").minLength(36).maxLength(36);
        }
        words(path, name).forEach(text::addEnumeration);
        return parameter.getIn() == Parameter.In.HEADER
                ? text.maxLength(LONGEST_HEADERS)
                : text.minLength(parameter.getIn() == Parameter.In.PATH ? 1 : 0).maxLength(LONGEST_ADDRESS);
    }

    private static List<String> words(String path, String name) {
        if (name.equals("body")) {
            return path.startsWith("/api/v1/results")
                    ? List.of("simulator", "real_robot", "rehearsal")
                    : List.of("simulation", "real");
        }
        return WORDS.getOrDefault(name, List.of());
    }
}
