package dev.parley.sim.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A success criterion as a scene's description states it.
 *
 * @param kind one of {@link Predicates#kinds()}
 * @param arguments what it is about, by role: ids of objects and places, or a plain word such as a side
 * @param tolerances numbers that replace the kind's usual ones, by name
 * @param parts the criteria that it is made of, for {@code all-of}
 */
public record PredicateData(
        String kind, Map<String, String> arguments, Map<String, Double> tolerances, List<PredicateData> parts) {

    public PredicateData {
        arguments = Map.copyOf(arguments);
        tolerances = Map.copyOf(tolerances);
        parts = List.copyOf(parts);
    }

    /** Reads the JSON form, where texts are arguments, numbers are tolerances and {@code parts} is a list of further criteria. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PredicateData of(Map<String, Object> json) {
        String kind = "";
        Map<String, String> arguments = new LinkedHashMap<>();
        Map<String, Double> tolerances = new LinkedHashMap<>();
        List<PredicateData> parts = new ArrayList<>();
        for (Map.Entry<String, Object> entry : json.entrySet()) {
            switch (entry.getValue()) {
                case String text when entry.getKey().equals("kind") -> kind = text;
                case String text -> arguments.put(entry.getKey(), text);
                case Number number -> tolerances.put(entry.getKey(), number.doubleValue());
                case List<?> list when entry.getKey().equals("parts") -> list.forEach(part -> parts.add(part(part)));
                default -> throw new IllegalArgumentException("A predicate cannot have " + entry);
            }
        }
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("A predicate needs a kind, got " + json);
        }
        return new PredicateData(kind, arguments, tolerances, parts);
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys.
    private static PredicateData part(Object json) {
        if (json instanceof Map<?, ?> map) {
            return of((Map<String, Object>) map);
        }
        throw new IllegalArgumentException("A part of a predicate must be an object, not " + json);
    }

    /** The argument in that role; throws {@link IllegalArgumentException} when there is none. */
    public String argument(String role) {
        String value = arguments.get(role);
        if (value == null) {
            throw new IllegalArgumentException("A predicate " + kind + " needs " + role + ", it has " + arguments);
        }
        return value;
    }

    /** The number with that name; throws {@link IllegalArgumentException} when there is none. */
    public double number(String name) {
        Double value = tolerances.get(name);
        if (value == null) {
            throw new IllegalArgumentException("A predicate " + kind + " needs " + name + ", it has " + tolerances);
        }
        return value;
    }

    /** The number with that name, or what is usual. */
    public double tolerance(String name, double usual) {
        return tolerances.getOrDefault(name, usual);
    }

    /** The same criterion with some of its numbers replaced. */
    public PredicateData with(Map<String, Double> numbers) {
        Map<String, Double> changed = new LinkedHashMap<>(tolerances);
        changed.putAll(numbers);
        return new PredicateData(kind, arguments, changed, parts);
    }

    /** The same criterion about another object. */
    public PredicateData about(String object) {
        Map<String, String> changed = new LinkedHashMap<>(arguments);
        changed.put("object", object);
        return new PredicateData(kind, changed, tolerances, parts);
    }
}
