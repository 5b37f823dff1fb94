package dev.parley.contracts.sentence;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A sentence in plain words, with what is named in it. */
final class Sentence {

    /** Several times what sixty words that nearly match take in the largest scene; a stranger's forms may want any number. */
    private static final int MOST_STEPS = 300_000;

    private final List<String> words;
    private final Names names;
    private int stepsLeft = MOST_STEPS;

    /** A named thing; {@code end} is the number of the word after it. */
    record Mention(String id, int end) {}

    Sentence(String text, Names names) {
        words = words(text);
        this.names = names;
    }

    /** Lower case, without punctuation at the edges of words; whatever else is odd stays and so matches nothing. */
    static List<String> words(String sentence) {
        String plain = Normalizer.normalize(sentence, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replaceAll("[,;:]", " ")
                .replaceAll("[.!?]+\\s*$", "")
                .replaceAll("^[\"\u201c]|[\"\u201d]$", "")
                .strip();
        return plain.isEmpty() ? List.of() : List.of(plain.split("\\s+"));
    }

    int length() {
        return words.size();
    }

    List<String> words() {
        return words;
    }

    /** Every way to go on with {@code form}; none any more when too many were followed already. */
    Set<Form.Match> follow(Form form, Form.Match from) {
        if (stepsLeft == 0) {
            return Set.of();
        }
        stepsLeft--;
        return form.from(from, this);
    }

    /** Whether some ways were not followed to their end, so that nothing is known. */
    boolean givenUp() {
        return stepsLeft == 0;
    }

    boolean isAt(int at, String word) {
        return at < words.size() && words.get(at).equals(word);
    }

    /** Every thing that the words from here on name; a name that several things have names nothing. */
    List<Mention> mentionsAt(int start) {
        boolean article = start < words.size() && Names.ARTICLES.contains(words.get(start));
        int at = article ? start + 1 : start;
        List<Mention> mentions = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int end = at; end < words.size() && end < at + Names.LONGEST; end++) {
            name.append(end == at ? "" : " ").append(words.get(end));
            int next = end + 1;
            names.thing(name.toString(), article).ifPresent(id -> mentions.add(new Mention(id, next)));
        }
        return mentions;
    }
}
