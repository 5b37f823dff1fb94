package dev.parley.contracts.sentence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Something that a sentence can name.
 *
 * @param id stable name
 * @param names what it is called, whole and without article: {@code red cube}, {@code top left corner}
 * @param shortNames names that others may share, such as {@code cube}; they count only after an article and only where one thing
 *     alone has them
 */
public record Thing(String id, Set<String> names, Set<String> shortNames) {

    public Thing {
        names = Set.copyOf(names);
        shortNames = Set.copyOf(shortNames);
    }

    /** A thing by its nouns and its colour word, which is empty when nobody would name one. */
    public static Thing of(String id, String colour, List<String> nouns) {
        Set<String> names = new LinkedHashSet<>();
        nouns.forEach(noun -> names.add(colour.isEmpty() ? noun : colour + " " + noun));
        return new Thing(id, names, colour.isEmpty() ? Set.of() : new LinkedHashSet<>(nouns));
    }

    /** A thing by whole names. */
    public static Thing named(String id, List<String> names) {
        return new Thing(id, new LinkedHashSet<>(names), Set.of());
    }
}
