package dev.parley.contracts.sentence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which thing a name names, if it is one alone. */
final class Names {

    static final Set<String> ARTICLES = Set.of("the", "a", "an", "that", "this");

    /** Words in the longest name that is looked for. */
    static final int LONGEST = 6;

    private final Map<String, Set<String>> whole = new HashMap<>();
    private final Map<String, Set<String>> shorter = new HashMap<>();

    Names(List<Thing> things) {
        for (Thing thing : things) {
            thing.names().forEach(name -> add(whole, name, thing.id()));
            thing.shortNames().forEach(name -> add(shorter, name, thing.id()));
        }
    }

    private static void add(Map<String, Set<String>> names, String name, String id) {
        names.computeIfAbsent(String.join(" ", Sentence.words(name)), any -> new HashSet<>())
                .add(id);
    }

    /** @param article whether an article stood before the name */
    Optional<String> thing(String name, boolean article) {
        Set<String> meant = new HashSet<>(whole.getOrDefault(name, Set.of()));
        if (article) {
            meant.addAll(shorter.getOrDefault(name, Set.of()));
        }
        return meant.size() == 1 ? Optional.of(meant.iterator().next()) : Optional.empty();
    }
}
