package dev.parley.ui.words;

import java.util.Map;

/** Kinds of tasks in plain words. */
public final class TaskWords {
    /** For what people ask and no judge knows. */
    public static final String IN_OWN_WORDS = "Anything else, in people’s own words";

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("inside", "Put something in"),
            Map.entry("outside", "Take something out"),
            Map.entry("on-top", "Put something on top"),
            Map.entry("beside", "Put something left, right, in front or behind"),
            Map.entry("near", "Put something next to"),
            Map.entry("in-region", "Move something to a place"),
            Map.entry("joint", "Open and close"),
            Map.entry("lifted", "Lift something"),
            Map.entry("tipped", "Tip something over"),
            Map.entry("upright", "Stand something up"),
            Map.entry("robot-at", "Go somewhere"));

    private TaskWords() {}

    /** @param kind of the task's criterion, as its scene names it */
    public static String kind(String kind) {
        return KINDS.getOrDefault(
                kind, Character.toUpperCase(kind.charAt(0)) + kind.substring(1).replace('-', ' '));
    }
}
