package dev.parley.sim.task;

import java.util.List;
import java.util.stream.Stream;

/**
 * One object of a scene and the words people use for it.
 *
 * @param id stable name, also of its body in the physical model
 * @param noun the usual word
 * @param synonyms other words that mean the same
 * @param colour its colour word
 */
public record SceneObject(String id, String noun, List<String> synonyms, String colour) {

    public SceneObject {
        synonyms = List.copyOf(synonyms);
    }

    /** The usual word and its synonyms. */
    public List<String> nouns() {
        return Stream.concat(Stream.of(noun), synonyms.stream()).toList();
    }
}
