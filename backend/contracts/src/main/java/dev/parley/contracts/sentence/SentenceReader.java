package dev.parley.contracts.sentence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the one task of a scene that a sentence asks for, or nothing: it never guesses. Every word of the sentence must be
 * accounted for by a thing of the scene or by a known form of words, so a negation, a second task, a condition, a count or an
 * unknown word makes a sentence that nobody judges instead of one that is judged wrongly. Immutable, any thread.
 */
public final class SentenceReader {

    private static final int LONGEST_WORDS = 60;
    private static final int MOST_FORMS = 2000;

    private final Names names;
    private final Form before;
    private final Form after;
    private final List<Known> forms = new ArrayList<>();
    private final Map<Map<String, String>, Set<String>> tasks = new HashMap<>();
    private final Map<List<String>, Set<String>> verbatim = new HashMap<>();

    private record Known(Map<String, String> means, Form form) {}

    /** Throws {@link IllegalArgumentException} when a form of the language cannot be read. */
    public SentenceReader(Language language, List<Thing> things, List<Ask> asks) {
        names = new Names(things);
        for (Ask ask : asks) {
            tasks.computeIfAbsent(ask.predicate(), any -> new HashSet<>()).add(ask.id());
            for (String sentence : ask.sentences()) {
                verbatim.computeIfAbsent(Sentence.words(sentence), any -> new HashSet<>())
                        .add(ask.id());
            }
        }
        Choices choices = new Choices(language.choices());
        before = new Form.Repeated(choices.form(language.before()));
        after = new Form.Repeated(choices.form(language.after()));
        for (Saying saying : language.sayings()) {
            for (String form : saying.forms()) {
                forms.add(new Known(saying.means(), choices.form(form)));
            }
        }
        if (forms.size() > MOST_FORMS) {
            throw new IllegalArgumentException("A language has at most " + MOST_FORMS + " forms, not " + forms.size());
        }
    }

    /** The id of the task; empty when the sentence asks for something else, for more, or leaves a doubt. */
    public Optional<String> read(String text) {
        Sentence sentence = new Sentence(text, names);
        if (sentence.length() == 0 || sentence.length() > LONGEST_WORDS) {
            return Optional.empty();
        }
        Set<String> meant = new HashSet<>(verbatim.getOrDefault(sentence.words(), Set.of()));
        if (meant.isEmpty()) {
            meant.addAll(meantByForms(sentence));
        }
        return meant.size() == 1 && !sentence.givenUp()
                ? Optional.of(meant.iterator().next())
                : Optional.empty();
    }

    private Set<String> meantByForms(Sentence sentence) {
        Set<String> meant = new HashSet<>();
        Set<Form.Match> starts = sentence.follow(before, new Form.Match(0, Map.of()));
        Map<Integer, Boolean> endings = new HashMap<>();
        for (Known known : forms) {
            for (Form.Match start : starts) {
                for (Form.Match match : sentence.follow(known.form(), start)) {
                    if (endings.computeIfAbsent(match.at(), from -> mayEndAt(from, sentence))) {
                        Map<String, String> predicate = new HashMap<>(match.named());
                        predicate.putAll(known.means());
                        meant.addAll(tasks.getOrDefault(predicate, Set.of()));
                    }
                }
            }
        }
        return meant;
    }

    /** Whether nothing follows, or only what may always follow. */
    private boolean mayEndAt(int from, Sentence sentence) {
        return sentence.follow(after, new Form.Match(from, Map.of())).stream()
                .anyMatch(match -> match.at() == sentence.length());
    }
}
