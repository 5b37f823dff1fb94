package dev.parley.core.family;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Words by which sentences ask for different things although nothing else differs. "Open the drawer" and "close the drawer"
 * are far more alike to the encoder (0.905) than most ways to ask for the same, so likeness alone must not join them.
 *
 * @param sides words of opposite pairs, by the pair and its side
 * @param colours that are named
 * @param not whether something is denied
 */
record Contrasts(Set<String> sides, Set<String> colours, boolean not) {
    private static final List<List<Set<String>>> PAIRS = List.of(
            List.of(Set.of("open", "opened"), Set.of("close", "closed", "shut")),
            List.of(Set.of("left"), Set.of("right")),
            List.of(Set.of("push", "shove"), Set.of("pull", "drag")),
            List.of(Set.of("plug"), Set.of("unplug")),
            List.of(Set.of("insert"), Set.of("remove")),
            List.of(Set.of("lift", "raise"), Set.of("lower")),
            List.of(Set.of("up"), Set.of("down")),
            List.of(Set.of("front"), Set.of("behind", "back")),
            List.of(Set.of("fast", "quickly"), Set.of("slow", "slowly")));

    private static final Set<String> COLOURS = Set.of(
            "red", "green", "blue", "yellow", "orange", "purple", "pink", "black", "white", "grey", "gray", "brown");

    private static final Set<String> DENIALS =
            Set.of("not", "never", "no", "nothing", "without", "don't", "dont", "avoid", "avoiding");

    /** What {@link PlainSaying plain words} have of them. */
    static Contrasts of(String plain) {
        Set<String> words = new HashSet<>(Arrays.asList(plain.split("[^\\p{L}\\p{N}']+")));
        Set<String> sides = new HashSet<>();
        for (int pair = 0; pair < PAIRS.size(); pair++) {
            for (int side = 0; side < 2; side++) {
                if (PAIRS.get(pair).get(side).stream().anyMatch(words::contains)) {
                    sides.add(pair + "/" + side);
                }
            }
        }
        Set<String> colours = new HashSet<>(words);
        colours.retainAll(COLOURS);
        return new Contrasts(
                Set.copyOf(sides), Set.copyOf(colours), words.stream().anyMatch(DENIALS::contains));
    }

    /** Whether one asks for what the other does not. */
    boolean clashWith(Contrasts other) {
        return not != other.not
                || (!colours.isEmpty() && !other.colours.isEmpty() && !colours.equals(other.colours))
                || opposite(this, other)
                || opposite(other, this);
    }

    private static boolean opposite(Contrasts one, Contrasts other) {
        for (int pair = 0; pair < PAIRS.size(); pair++) {
            String first = pair + "/0";
            String second = pair + "/1";
            if (one.sides.contains(first)
                    && !one.sides.contains(second)
                    && other.sides.contains(second)
                    && !other.sides.contains(first)) {
                return true;
            }
        }
        return false;
    }
}
