package dev.parley.sim.planner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that mean several things at once, written as one mark that names them all: {@code [cube-red cube-green]}. Immutable. */
final class Groups {

    static final Pattern MARK = Pattern.compile("\\[([^\\]]+)\\]");
    private static final Pattern BUT =
            Pattern.compile("(\\[[^\\]]+\\]) (?:except|but not|but|other than|apart from)(?: for)? (<[a-z0-9-]+>)");
    private static final Pattern WARM =
            Pattern.compile("\\b(?:the )?(?:warm|hot) (?:colours?|colors?|ones?|cubes?|blocks?)\\b");
    private static final Pattern COLD =
            Pattern.compile("\\b(?:the )?(?:cold|cool) (?:colours?|colors?|ones?|cubes?|blocks?)\\b");

    private final NamedThings things;
    private final Pattern all;

    Groups(NamedThings things) {
        this.things = things;
        List<String> plurals = things.plurals();
        String many = plurals.isEmpty() ? "(?!)" : String.join("|", plurals);
        String one = plurals.isEmpty()
                ? "(?!)"
                : String.join("|", plurals.stream().map(Groups::singular).toList());
        all = Pattern.compile("\\b(?:(?:all|both)(?: of)?(?: the)?(?: two| three| four)? (" + many
                + ")|(?:every|each) (?:one of the )?(" + one + "|" + many + ")|the (?:two |three |four )?(" + many
                + "))\\b");
    }

    private static String singular(String plural) {
        return plural.endsWith("xes") || plural.endsWith("sses")
                ? plural.substring(0, plural.length() - 2)
                : plural.substring(0, plural.length() - 1);
    }

    /** The sentence with groups marked; a group of whose kind the scene has none stays as it is. */
    String marked(String sentence) {
        String marked = all.matcher(sentence).replaceAll(found -> {
            String noun =
                    found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
            return Matcher.quoteReplacement(mark(things.called(noun), found.group()));
        });
        marked = WARM.matcher(marked)
                .replaceAll(found -> Matcher.quoteReplacement(
                        mark(things.ofColours(List.of("red", "orange", "yellow", "pink")), found.group())));
        marked = COLD.matcher(marked)
                .replaceAll(found -> Matcher.quoteReplacement(
                        mark(things.ofColours(List.of("blue", "green", "purple", "turquoise")), found.group())));
        return BUT.matcher(marked)
                .replaceAll(found -> Matcher.quoteReplacement(without(found.group(1), found.group(2))));
    }

    private static String mark(List<String> members, String otherwise) {
        return members.isEmpty() ? otherwise : "[" + String.join(" ", members) + "]";
    }

    private static String without(String group, String thing) {
        String id = thing.substring(1, thing.length() - 1);
        List<String> left = List.of(group.substring(1, group.length() - 1).split(" ")).stream()
                .filter(member -> !member.equals(id))
                .toList();
        return mark(left, group);
    }

    /** One sentence a member of the first group, in the scene's order; the sentence itself where there is none. */
    static List<String> spread(String sentence) {
        Matcher group = MARK.matcher(sentence);
        if (!group.find()) {
            return List.of(sentence);
        }
        Set<String> mentioned = new LinkedHashSet<>(NamedThings.things(sentence));
        List<String> sentences = new ArrayList<>();
        for (String member : group.group(1).split(" ")) {
            if (!mentioned.contains(member)) {
                sentences.add(
                        sentence.substring(0, group.start()) + "<" + member + ">" + sentence.substring(group.end()));
            }
        }
        return sentences;
    }
}
