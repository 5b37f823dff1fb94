package dev.parley.core.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Rules as their files say them: sections in brackets, then {@code kind: what}; {@code #} begins a line of comment.
 * The built-in file, moderation/rules.txt, explains each kind.
 */
final class ModerationRules {
    private static final Set<String> KINDS = Set.of(
            "phrase", "pattern", "rot13", "word", "do", "to", "between", "throw", "at", "thing-before", "thing-after");
    private static final Set<String> SECTIONS = Set.of("allow", "personal-data", "slur", "sexual", "harm");

    private final Map<String, Set<String>> lists = new HashMap<>();
    private final Map<String, List<List<String>>> phrases = new HashMap<>();
    private final List<Pattern> personalData = new ArrayList<>();

    /** @throws IllegalArgumentException naming the line that is no rule */
    void read(String name, List<String> lines) {
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
                require(SECTIONS.contains(section), name, i, "the sections are " + SECTIONS);
                continue;
            }
            int colon = line.indexOf(':');
            require(!section.isEmpty(), name, i, "a rule stands in a section, for example [harm]");
            require(
                    colon > 0 && KINDS.contains(line.substring(0, colon)),
                    name,
                    i,
                    "a rule is \"kind: what\" with a kind of " + KINDS);
            add(
                    name,
                    i,
                    section,
                    line.substring(0, colon),
                    line.substring(colon + 1).strip());
        }
    }

    /** The words of one list, for example {@code list("harm", "to")}. */
    Set<String> list(String section, String kind) {
        return lists.getOrDefault(section + " " + kind, Set.of());
    }

    /** The phrases of a section, each as its words. */
    List<List<String>> phrases(String section) {
        return phrases.getOrDefault(section, List.of());
    }

    List<Pattern> personalData() {
        return personalData;
    }

    private void add(String name, int line, String section, String kind, String what) {
        switch (kind) {
            case "pattern" -> {
                require(section.equals("personal-data"), name, line, "patterns belong into [personal-data]");
                try {
                    personalData.add(Pattern.compile(what));
                } catch (PatternSyntaxException e) {
                    throw wrong(name, line, "the pattern is none: " + e.getDescription());
                }
            }
            case "phrase" ->
                phrases.computeIfAbsent(section, key -> new ArrayList<>()).add(PlainWords.of(what));
            case "rot13" -> words(section, "word", rot13(what));
            default -> words(section, kind, what);
        }
    }

    private void words(String section, String kind, String what) {
        lists.computeIfAbsent(section + " " + kind, key -> new HashSet<>()).addAll(Arrays.asList(what.split("\\s+")));
    }

    private static String rot13(String text) {
        StringBuilder read = new StringBuilder();
        for (char each : text.toCharArray()) {
            read.append(each >= 'a' && each <= 'z' ? (char) ('a' + (each - 'a' + 13) % 26) : each);
        }
        return read.toString();
    }

    private static void require(boolean holds, String name, int line, String right) {
        if (!holds) {
            throw wrong(name, line, right);
        }
    }

    private static IllegalArgumentException wrong(String name, int line, String right) {
        return new IllegalArgumentException("line %d of %s is no rule: %s".formatted(line + 1, name, right));
    }
}
