package dev.parley.sim.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tasks that differ only in what they are about. Wherever its texts have {@code {role}}, each task has what plays that role: its
 * id in ids and criteria, its usual name in the texts for people. Nothing plays two roles of one task.
 *
 * @param predicate as of a task
 * @param each ids by role
 */
public record TaskFamily(
        String id,
        Map<String, Object> predicate,
        String instruction,
        String reading,
        Map<String, List<Double>> start,
        List<String> paraphrases,
        Map<String, List<String>> each) {

    /** All tasks of the family. */
    public List<Task> tasks(Map<String, String> nameOfId) {
        List<Map<String, String>> casts = List.of(Map.of());
        for (Map.Entry<String, List<String>> role : new LinkedHashMap<>(each).entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> cast : casts) {
                for (String player : role.getValue()) {
                    if (!cast.containsValue(player)) {
                        Map<String, String> next = new HashMap<>(cast);
                        next.put(role.getKey(), player);
                        longer.add(next);
                    }
                }
            }
            casts = longer;
        }
        return casts.stream().map(cast -> task(cast, nameOfId)).toList();
    }

    private Task task(Map<String, String> cast, Map<String, String> nameOfId) {
        Map<String, String> names = new HashMap<>();
        cast.forEach((role, player) -> names.put(role, nameOfId.getOrDefault(player, player)));
        Map<String, List<Double>> narrowed = new LinkedHashMap<>();
        if (start != null) {
            start.forEach((factor, range) -> narrowed.put(filled(factor, cast), range));
        }
        return new Task(
                filled(id, cast),
                PredicateData.of(filledObject(predicate, cast)),
                filled(instruction, names),
                filled(reading, names),
                narrowed,
                paraphrases == null
                        ? List.of()
                        : paraphrases.stream().map(each -> filled(each, names)).toList());
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys.
    private static Object filledValue(Object value, Map<String, String> cast) {
        return switch (value) {
            case String text -> filled(text, cast);
            case List<?> list ->
                list.stream().map(part -> filledValue(part, cast)).toList();
            case Map<?, ?> map -> filledObject((Map<String, Object>) map, cast);
            default -> value;
        };
    }

    private static Map<String, Object> filledObject(Map<String, Object> object, Map<String, String> cast) {
        return object.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> filledValue(entry.getValue(), cast),
                        (one, other) -> other,
                        LinkedHashMap::new));
    }

    private static String filled(String text, Map<String, String> cast) {
        String filled = text;
        for (Map.Entry<String, String> role : cast.entrySet()) {
            filled = filled.replace("{" + role.getKey() + "}", role.getValue());
        }
        return filled;
    }
}
