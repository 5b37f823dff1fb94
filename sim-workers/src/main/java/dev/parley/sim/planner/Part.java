package dev.parley.sim.planner;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of a sentence between two words that may separate steps.
 *
 * @param text things marked, courtesies and words of order taken off the front
 */
record Part(String text) {

    static final Pattern NEGATION = Pattern.compile(
            "\\b(?:not|never|no|nothing|none|nobody|without|avoid|refuse|refrain|forbid|ignore|skip|cancel|don't|dont|doesn't|shouldn't"
                    + "|mustn't|can't|cannot|won't|rather than|instead of|leave .* (?:alone|where|as)|keep .* out|let .* be)\\b");

    private static final Set<String> PLACING = Set.of(
            "put",
            "place",
            "set",
            "drop",
            "leave",
            "deposit",
            "lay",
            "toss",
            "release",
            "stick",
            "position",
            "move",
            "carry",
            "bring",
            "transfer",
            "deliver",
            "transport",
            "push",
            "slide",
            "shove",
            "nudge",
            "shift",
            "scoot",
            "sweep",
            "drag",
            "stack",
            "balance",
            "rest",
            "stow",
            "store",
            "tidy",
            "pull",
            "remove",
            "insert",
            "return");
    private static final Set<String> GRIPPING =
            Set.of("pick", "grab", "take", "get", "find", "lift", "fetch", "grasp", "grip", "hold", "raise", "hoist");
    private static final Set<String> OPENING = Set.of("open", "close", "shut", "cover", "uncover");
    private static final Set<String> OTHER = Set.of(
            "goes", "go", "belongs", "should", "must", "is", "are", "be", "needs", "has", "want", "like", "sure",
            "ensure", "build", "make", "sort", "turn", "tip", "knock", "stand", "do", "touch", "stop", "wait", "stay",
            "give", "show", "press", "see", "ends", "end");
    private static final Pattern FRONT = Pattern.compile(
            "^(?:please|kindly|first of all|firstly|first|secondly|second|thirdly|to begin with|start by|begin by|now|next(?! to)|also|robot"
                    + "|i want you to|i would like you to|can you|could you|would you|will you|try to|go ahead|go on to|you have|you|to start|,)"
                    + "\\s+");
    private static final Pattern PRONOUN = Pattern.compile("\\b(it|them|that one|this one)\\b");
    private static final Pattern INTO_PRONOUN =
            Pattern.compile("\\b(?:in|into|inside|on|onto|of) (?:it|them|that one)\\b");
    private static final Pattern NO_GOAL = Pattern.compile("^(?:.* )?(?:<[a-z0-9-]+>|\\[[^\\]]+\\])(?: up)?$");
    private static final Pattern TOKEN = Pattern.compile("<[a-z0-9-]+>|\\[[^\\]]+\\]");
    private static final Pattern INSIDE_OF_WHAT = Pattern.compile(" (?:in there|in here|there|inside|in)$");
    private static final Pattern ON_WHAT = Pattern.compile(" (?:back )?on$");
    private static final Pattern DOING = Pattern.compile("^(\\w+?)(t?)\\2ing\\b");

    static Part of(String piece) {
        String text = piece.strip();
        String shorter = FRONT.matcher(text).replaceFirst("");
        while (!shorter.equals(text)) {
            text = shorter;
            shorter = FRONT.matcher(text).replaceFirst("");
        }
        return new Part(plainVerb(text));
    }

    // "putting", "closing" and "opening" at the front, as after "start by".
    private static String plainVerb(String text) {
        Matcher doing = DOING.matcher(text);
        if (!doing.find()) {
            return text;
        }
        String stem = doing.group(1) + doing.group(2);
        String rest = text.substring(doing.end());
        return isVerb(stem) ? stem + rest : isVerb(stem + "e") ? stem + "e" + rest : text;
    }

    private static boolean isVerb(String word) {
        return PLACING.contains(word) || GRIPPING.contains(word) || OPENING.contains(word) || OTHER.contains(word);
    }

    /** Its first verb. */
    Optional<String> verb() {
        for (String word : text.split("[ ,]+")) {
            if (isVerb(word)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    boolean isGrip() {
        return verb().filter(GRIPPING::contains).isPresent();
    }

    /** "sort them": says that something is to be done with what the next parts name. */
    boolean isHeading() {
        return verb().filter(word -> word.equals("sort") || word.equals("tidy")).isPresent()
                && tokens() <= 1
                && !text.contains(" away ");
    }

    List<String> things() {
        return NamedThings.things(text);
    }

    private int tokens() {
        return (int) TOKEN.matcher(text).results().count();
    }

    /** One thing, or one group, and nothing said of where it goes. */
    boolean isOpen() {
        return tokens() == 1 && NO_GOAL.matcher(text).matches();
    }

    boolean beginsWithThing() {
        Matcher token = TOKEN.matcher(text);
        return token.lookingAt() && verb().isEmpty();
    }

    Optional<String> pronoun() {
        Matcher found = PRONOUN.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Whether its pronoun is what things lie in or what opens, rather than what moves. */
    boolean isAboutWhereItLies() {
        return INTO_PRONOUN.matcher(text).find()
                || verb().filter(OPENING::contains).isPresent();
    }

    Part and(Part next) {
        return new Part(text + " and " + next.text);
    }

    /** What stands before its one thing; {@code verb} where there is nothing. */
    String beforeThing(String verb) {
        String before = TOKEN.split(text, 2)[0].strip();
        return before.isEmpty() || verb().isEmpty() ? verb : before;
    }

    String firstToken() {
        Matcher token = TOKEN.matcher(text);
        return token.find() ? token.group() : "";
    }

    String afterFirstThing() {
        Matcher token = TOKEN.matcher(text);
        return token.find() ? text.substring(token.end()) : "";
    }

    /** Its text about another thing than its pronoun. */
    String about(String thing) {
        return PRONOUN.matcher(text).replaceFirst(Matcher.quoteReplacement(thing));
    }

    /** Its text, with what it leaves to be understood written out; {@code before} are the things of the clause before it. */
    String resolved(List<String> before) {
        if (before.isEmpty() || text.contains(" and ")) {
            return text;
        }
        if (pronoun().isPresent()) {
            String meant = isAboutWhereItLies() ? before.getLast() : before.getFirst();
            return PRONOUN.matcher(text).replaceFirst("<" + meant + ">");
        }
        if (text.endsWith(" on top")) {
            return text + " of <" + before.getFirst() + ">";
        }
        if (tokens() != 1) {
            return text;
        }
        String inside = INSIDE_OF_WHAT.matcher(text).replaceFirst(" in <" + before.getLast() + ">");
        return ON_WHAT.matcher(inside).replaceFirst(" on <" + before.getLast() + ">");
    }
}
