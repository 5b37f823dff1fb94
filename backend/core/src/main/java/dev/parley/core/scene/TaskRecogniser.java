package dev.parley.core.scene;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Finds the task that a sentence means, or nothing. It never guesses: every word of the sentence must be accounted for
 * by a named thing of the scene or by a known form of words, so a negation, a second task, a condition or a word that
 * it does not know makes the prompt "not machine-judged" instead of wrongly judged.
 */
final class TaskRecogniser {
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "that", "this");

    private final SceneData scene;
    /** Tasks by each sentence that means them, in plain words; more than one task: the sentence leaves a doubt. */
    private final Map<String, Set<SceneData.TaskData>> verbatim = new HashMap<>();

    TaskRecogniser(SceneData scene) {
        this.scene = scene;
        scene.tasks()
                .forEach(task -> task.paraphrases()
                        .forEach(paraphrase -> verbatim.computeIfAbsent(
                                        String.join(" ", words(paraphrase)), sentence -> new HashSet<>())
                                .add(task)));
    }

    Optional<SceneData.TaskData> recognise(String instruction) {
        List<String> words = words(instruction);
        String sentence = String.join(" ", words);
        Set<SceneData.TaskData> meant = verbatim.getOrDefault(sentence, Set.of());
        return meant.size() == 1 ? Optional.of(meant.iterator().next()) : byForm(words);
    }

    private Optional<SceneData.TaskData> byForm(List<String> words) {
        List<SceneData.SceneObject> named = new ArrayList<>();
        List<String> form = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Optional<Mention> mention = mentionAt(words, at);
            if (mention.isPresent()) {
                form.add("<" + named.size() + ">");
                named.add(mention.get().object());
                at += mention.get().length();
            } else {
                form.add(words.get(at));
                at++;
            }
        }
        return named.size() == 2 ? taskOf(String.join(" ", form), named) : Optional.empty();
    }

    private Optional<SceneData.TaskData> taskOf(String form, List<SceneData.SceneObject> named) {
        for (var pattern : TaskForms.ALL) {
            Matcher matcher = pattern.matcher(form);
            if (matcher.matches()) {
                String object =
                        named.get(Integer.parseInt(matcher.group("object"))).id();
                String target =
                        named.get(Integer.parseInt(matcher.group("target"))).id();
                List<SceneData.TaskData> fitting = scene.tasks().stream()
                        .filter(task ->
                                task.predicate().equals(Map.of("kind", "inside", "object", object, "target", target)))
                        .toList();
                return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** "the red cube", "red cube", or "the cylinder" where there is only one; ambiguous words name nothing. */
    private Optional<Mention> mentionAt(List<String> words, int start) {
        int at = start;
        if (at < words.size() && ARTICLES.contains(words.get(at))) {
            at++;
        }
        if (at + 1 < words.size()) {
            String colour = words.get(at);
            String noun = words.get(at + 1);
            List<SceneData.SceneObject> fitting = scene.objects().stream()
                    .filter(object -> object.colour().equals(colour) && calls(object, noun))
                    .toList();
            if (fitting.size() == 1) {
                return Optional.of(new Mention(fitting.getFirst(), at + 2 - start));
            }
        }
        if (at < words.size() && at > start) {
            String noun = words.get(at);
            List<SceneData.SceneObject> fitting = scene.objects().stream()
                    .filter(object -> calls(object, noun))
                    .toList();
            if (fitting.size() == 1) {
                return Optional.of(new Mention(fitting.getFirst(), at + 1 - start));
            }
        }
        return Optional.empty();
    }

    private static boolean calls(SceneData.SceneObject object, String noun) {
        return object.noun().equals(noun) || object.synonyms().contains(noun);
    }

    /** Lower case, without punctuation at the edges of words; whatever else is odd stays and so matches nothing. */
    private static List<String> words(String sentence) {
        String plain = Normalizer.normalize(sentence, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replaceAll("[,;:]", " ")
                .replaceAll("[.!?]+\\s*$", "")
                .replaceAll("^[\"\u201c]|[\"\u201d]$", "")
                .strip();
        return plain.isEmpty() ? List.of() : List.of(plain.split("\\s+"));
    }

    private record Mention(SceneData.SceneObject object, int length) {}
}
