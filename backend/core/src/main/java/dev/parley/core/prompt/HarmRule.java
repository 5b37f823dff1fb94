package dev.parley.core.prompt;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds sentences in which somebody is to be hurt: a verb that hurts, then - behind nothing but articles and the like -
 * a person or an animal that no neighbouring word makes a thing; or something thrown at one. "Shoot the ball", "hit the
 * button" and "hit the toy dog" are none.
 */
final class HarmRule {
    private static final int FARTHEST_THROW = 8;

    private final Set<String> hurts;
    private final Set<String> throwing;
    private final Set<String> at;
    private final Set<String> beings;
    private final Set<String> between;
    private final Set<String> thingBefore;
    private final Set<String> thingAfter;

    HarmRule(ModerationRules rules) {
        hurts = verbs(rules.list("harm", "do"));
        throwing = verbs(rules.list("harm", "throw"));
        at = rules.list("harm", "at");
        beings = plurals(rules.list("harm", "to"));
        between = rules.list("harm", "between");
        thingBefore = rules.list("harm", "thing-before");
        thingAfter = plurals(rules.list("harm", "thing-after"));
    }

    boolean found(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (hurts.contains(words.get(i)) && beingFrom(words, i + 1)) {
                return true;
            }
            if (throwing.contains(words.get(i)) && thrownAtBeing(words, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean thrownAtBeing(List<String> words, int from) {
        int end = Math.min(words.size(), from + FARTHEST_THROW);
        for (int i = from; i < end; i++) {
            if (at.contains(words.get(i)) && beingFrom(words, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean beingFrom(List<String> words, int from) {
        int i = from;
        while (i < words.size() && between.contains(words.get(i)) && !beings.contains(words.get(i))) {
            i++;
        }
        if (i >= words.size() || !beings.contains(words.get(i))) {
            return false;
        }
        boolean thing = i + 1 < words.size() && thingAfter.contains(words.get(i + 1));
        return !thing && !(i > 0 && thingBefore.contains(words.get(i - 1)));
    }

    /** hit: hits, hitting; strangle: strangles, strangled, strangling. */
    static Set<String> verbs(Set<String> infinitives) {
        Set<String> forms = new HashSet<>();
        for (String verb : infinitives) {
            String stem = verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb;
            String doubled = stem + stem.charAt(stem.length() - 1);
            forms.addAll(List.of(verb, verb + "s", stem + "es", stem + "ing", stem + "ed"));
            forms.addAll(List.of(doubled + "ing", doubled + "ed"));
        }
        return forms;
    }

    static Set<String> plurals(Set<String> nouns) {
        Set<String> forms = new HashSet<>(nouns);
        nouns.forEach(noun -> {
            forms.add(noun + "s");
            if (noun.endsWith("y")) {
                forms.add(noun.substring(0, noun.length() - 1) + "ies");
            }
        });
        return forms;
    }
}
