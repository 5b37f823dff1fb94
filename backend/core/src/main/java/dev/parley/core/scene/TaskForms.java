package dev.parley.core.scene;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Forms of words that ask for "object ends inside target", after things were replaced by {@code <0>} and {@code <1>}.
 * A form covers the whole sentence; "on", "next to", "near" and the like are not here, since the judge looks inside.
 */
final class TaskForms {
    private static final String OBJECT = "<(?<object>[01])>";
    private static final String TARGET = "<(?<target>[01])>";
    private static final String IN = "(?:in|into|inside|inside of|within|in to)";
    private static final String PUT = "(?:put|place|set|drop|leave|deposit|lay|toss|release|stick)";
    private static final String BRING = "(?:move|carry|bring|take|transfer|deliver|transport)";
    private static final String GRIP = "(?:pick up|pick|grab|take|get|find|lift|lift up|fetch|grasp|grip)";

    private static final String BEFORE =
            "(?:(?:please|kindly|now|hey|hello|hi|robot|can you|could you|would you|will you"
                    + "|i want you to|i would like you to|i'd like you to|try to|go ahead and) )*";
    private static final String AFTER = "(?: (?:please|now|thanks|thank you|for me))*";

    static final List<Pattern> ALL = List.of(
            form(PUT + " " + OBJECT + " " + IN + " " + TARGET),
            form(BRING + " " + OBJECT + " (?:over )?(?:to|" + IN + ") " + TARGET),
            form(IN + " " + TARGET + " " + PUT + " " + OBJECT),
            form(GRIP + " " + OBJECT + "(?: up)? (?:and|then|and then) (?:" + PUT + " it " + IN + "|" + BRING
                    + " it (?:over )?(?:to|" + IN + ")) " + TARGET),
            form(OBJECT + " (?:goes|belongs|should go|should be|should end up|must go|must be|has to go|needs to go"
                    + "|needs to be) " + IN + " " + TARGET),
            form(IN + " " + TARGET + " goes " + OBJECT),
            form("(?:i want|i would like|i'd like) " + OBJECT + " (?:to be |to end up |to go )?" + IN + " " + TARGET),
            form("make sure (?:that )?" + OBJECT + " (?:is|ends up|ends) " + IN + " " + TARGET),
            form(TARGET + " (?:should|must) (?:contain|hold) " + OBJECT));

    private TaskForms() {}

    private static Pattern form(String core) {
        return Pattern.compile(BEFORE + core + AFTER);
    }
}
