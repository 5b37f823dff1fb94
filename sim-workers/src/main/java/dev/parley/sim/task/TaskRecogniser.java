package dev.parley.sim.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the scene's task that a sentence asks for, or nothing: it never guesses.
 *
 * <p>A sentence is read only if every word of it is known here, it names exactly one movable thing and one container by colour
 * and noun, asks to put the one in the other, and contains no negation, no order, count or other constraint. Everything else
 * runs all the same but is not judged by the predicate. Thread-safe.
 */
public final class TaskRecogniser {

    /** Verbs and phrases that ask for a placement. */
    private static final Set<String> PLACING = Set.of(
            "put",
            "place",
            "drop",
            "move",
            "set",
            "bring",
            "take",
            "carry",
            "transfer",
            "deposit",
            "lay",
            "toss",
            "leave",
            "goes",
            "go",
            "ends",
            "end",
            "contain",
            "hold",
            "be",
            "want",
            "like",
            "belongs",
            "lands",
            "land");

    /** Words that change nothing about what is asked. */
    private static final Set<String> FILLERS = Set.of(
            "the", "a", "please", "kindly", "can", "could", "would", "will", "you", "i", "should", "to", "and", "then",
            "it", "up", "in", "into", "inside", "of", "over", "pick", "grab", "get", "fetch", "find", "lift", "make",
            "sure", "that", "now", "robot", "hey", "hi", "for", "me", "thanks", "thank", "just", "must", "has", "need",
            "needs");

    private static final Set<String> ENTERING = Set.of("in", "into", "inside", "to", "contain", "hold");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}']+");

    private final TaskVocabulary vocabulary;

    public TaskRecogniser(TaskVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The scene that sentences are read for. */
    public TaskVocabulary vocabulary() {
        return vocabulary;
    }

    /** A sentence that is recognised, for messages. */
    public String example() {
        return vocabulary.tasks().getFirst().instruction();
    }

    /** The one task the sentence asks for; empty when it asks for something else, for more, or unclearly. */
    public Optional<Task> recognise(String sentence) {
        List<String> words = words(sentence);
        List<SceneObject> named = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Optional<SceneObject> object =
                    i + 1 < words.size() ? objectNamed(words.get(i), words.get(i + 1)) : Optional.empty();
            if (object.isPresent()) {
                named.add(object.get());
                i++;
            } else {
                rest.add(words.get(i));
            }
        }
        boolean understood = rest.stream().allMatch(word -> PLACING.contains(word) || FILLERS.contains(word));
        boolean asks =
                rest.stream().anyMatch(PLACING::contains) && rest.stream().anyMatch(ENTERING::contains);
        return understood && asks && named.size() == 2 ? taskFor(named, rest) : Optional.empty();
    }

    // "The dish should contain the cube" names them the other way round; two movable things or two containers name no
    // task.
    private Optional<Task> taskFor(List<SceneObject> named, List<String> rest) {
        SceneObject first = named.getFirst();
        SceneObject second = named.getLast();
        boolean containerFirst = rest.contains("contain") || rest.contains("hold") || startsWithInto(rest);
        SceneObject moved = containerFirst ? second : first;
        SceneObject container = containerFirst ? first : second;
        return vocabulary.tasks().stream()
                .filter(task ->
                        task.object().equals(moved.id()) && task.target().equals(container.id()))
                .findFirst();
    }

    private static boolean startsWithInto(List<String> rest) {
        return !rest.isEmpty()
                && (rest.getFirst().equals("into")
                        || rest.getFirst().equals("in")
                        || rest.getFirst().equals("inside"));
    }

    private Optional<SceneObject> objectNamed(String colour, String noun) {
        return vocabulary.objects().stream()
                .filter(object ->
                        object.colour().equals(colour) && object.nouns().contains(noun))
                .findFirst();
    }

    private static List<String> words(String sentence) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(sentence.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
