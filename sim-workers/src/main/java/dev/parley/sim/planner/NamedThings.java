package dev.parley.sim.planner;

import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.TaskVocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scene has words for, found in sentences. Immutable, any thread.
 *
 * <p>A thing is written down as one word in brackets, {@code <cube-red>}, so that whatever people call it, a sentence about it looks the
 * same from then on.
 */
final class NamedThings {

    private static final Pattern MARK = Pattern.compile("<([a-z0-9-]+)>");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}<>;:.,'-]+");

    private static final Pattern TO_COVER = Pattern.compile("(?<!the )(?<!a )\\bcover(?= the\\b| it\\b)");

    private static final String ALONE =
            "(?= (?:and|then|in|into|inside|on|onto|to|from|with|off|out|left|right|next|up|cubes|blocks)\\b|[,.;:]|$)";

    private final Map<String, String> idOfName = new LinkedHashMap<>();
    private final Map<String, String> nameOfId = new LinkedHashMap<>();
    private final List<SceneObject> objects;
    private final Pattern any;

    NamedThings(TaskVocabulary scene) {
        objects = scene.objects();
        for (SceneObject object : objects) {
            nameOfId.put(object.id(), object.name());
            scene.names(object.id(), List.of()).forEach(name -> idOfName.putIfAbsent(name, object.id()));
        }
        scene.places().forEach(place -> {
            nameOfId.put(place.id(), place.names().getFirst());
            place.names().forEach(name -> idOfName.putIfAbsent(name, place.id()));
        });
        // "the red one" and bare "red" mean the first thing of that colour that was listed: what moves comes first.
        for (SceneObject object : objects) {
            if (!object.colour().isEmpty()) {
                idOfName.putIfAbsent(object.colour() + " one", object.id());
                idOfName.putIfAbsent(object.colour(), object.id());
            }
        }
        List<String> longestFirst = new ArrayList<>(idOfName.keySet());
        longestFirst.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        any = Pattern.compile("(?<![\\p{L}\\p{N}<-])(?:the |a |an )?("
                + String.join("|", longestFirst.stream().map(this::standing).toList()) + ")(?![\\p{L}\\p{N}>-])");
    }

    // A colour means a thing only where no noun follows: "the red bowl" where no bowl is red is nothing that is there.
    private String standing(String name) {
        boolean colour = objects.stream().anyMatch(object -> object.colour().equals(name));
        return Pattern.quote(name) + (colour ? ALONE : "");
    }

    /** The sentence in small letters, its things marked, spaces single. */
    String marked(String sentence) {
        String small = NO_LETTERS.matcher(sentence.toLowerCase(Locale.ROOT)).replaceAll(" ");
        // The one word that is a thing and a verb.
        String plain = TO_COVER.matcher(small).replaceAll("close");
        return any.matcher(plain)
                .replaceAll(found -> Matcher.quoteReplacement("<" + idOfName.get(found.group(1)) + ">"))
                .replaceAll("(<[a-z0-9-]+>) (?:cubes|blocks)\\b", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Marks written out again, for people and for sentence encoders: {@code the red cube}. */
    String spoken(String marked) {
        String singles = Groups.MARK
                .matcher(marked)
                .replaceAll(found -> "<" + found.group(1).replace(" ", "> and <") + ">");
        return MARK.matcher(singles)
                .replaceAll(found ->
                        Matcher.quoteReplacement("the " + nameOfId.getOrDefault(found.group(1), found.group(1))));
    }

    /** Ids of the things in a marked sentence, in its order. */
    static List<String> things(String marked) {
        List<String> things = new ArrayList<>();
        Matcher found = MARK.matcher(marked);
        while (found.find()) {
            things.add(found.group(1));
        }
        return things;
    }

    /** Objects that may be called by that noun, in the singular or the plural. */
    List<String> called(String noun) {
        return objects.stream()
                .filter(object -> object.nouns().stream().anyMatch(own -> noun.equals(own) || noun.equals(plural(own))))
                .map(SceneObject::id)
                .toList();
    }

    /** Objects of one of those colours that are of the same kind as the first object of the scene. */
    List<String> ofColours(List<String> colours) {
        Optional<SceneObject> first = objects.stream().findFirst();
        return objects.stream()
                .filter(object -> colours.contains(object.colour()))
                .filter(object ->
                        first.isPresent() && object.noun().equals(first.get().noun()))
                .map(SceneObject::id)
                .toList();
    }

    /** Every noun of an object that has company of its kind, in the plural. */
    List<String> plurals() {
        return objects.stream()
                .flatMap(object -> object.nouns().stream())
                .filter(noun -> called(noun).size() > 1)
                .map(NamedThings::plural)
                .distinct()
                .toList();
    }

    private static String plural(String noun) {
        return noun.endsWith("x") || noun.endsWith("s") || noun.endsWith("ss") ? noun + "es" : noun + "s";
    }
}
