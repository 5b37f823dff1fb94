package dev.parley.sim.task;

import dev.parley.contracts.sentence.Ask;
import dev.parley.contracts.sentence.Language;
import dev.parley.contracts.sentence.SentenceReader;
import dev.parley.contracts.sentence.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the scene's task that a sentence asks for as the platform does, or nothing: it never guesses. Thread-safe. */
public final class TaskRecogniser {

    private final TaskVocabulary vocabulary;
    private final SentenceReader reader;

    public TaskRecogniser(TaskVocabulary vocabulary, Language language) {
        this.vocabulary = vocabulary;
        List<Thing> things = new ArrayList<>();
        vocabulary.objects().forEach(object -> things.add(Thing.of(object.id(), object.colour(), object.nouns())));
        vocabulary.places().forEach(place -> things.add(Thing.named(place.id(), place.names())));
        vocabulary.groups().forEach(group -> things.add(Thing.named(group.id(), group.names())));
        reader = new SentenceReader(
                language,
                things,
                vocabulary.tasks().stream().map(TaskRecogniser::ask).toList());
    }

    private static Ask ask(Task task) {
        Map<String, String> predicate = new HashMap<>(task.predicate().arguments());
        predicate.put("kind", task.predicate().kind());
        List<String> sentences = new ArrayList<>(task.paraphrases());
        sentences.add(task.instruction());
        return new Ask(task.id(), predicate, sentences);
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
        return reader.read(sentence).map(vocabulary::task);
    }
}
