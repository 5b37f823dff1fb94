package dev.parley.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits an instruction into clauses that ask for one thing each, by words such as "then" and by commas; words that stand for things
 * named before ("it", "all cubes", "the red one") are written out. It knows words, not tasks: whether a clause can be done, it does not
 * ask. Immutable, any thread.
 */
final class InstructionReader {

    private static final Pattern TOWER = Pattern.compile(
            "\\btower\\b|\\bstack\\b.*(?:on top of each other|on each other|bottom to top|top to bottom)");
    private static final Pattern BREAK = Pattern.compile(
            "\\s*(?:[;.!:]+|,?\\s*(?:and )?\\b(?:then|after that|after this|afterwards|finally|lastly|subsequently)\\b,?"
                    + "|,?\\s*\\band\\b|,)\\s*");
    private static final Pattern AWAY = Pattern.compile(
            "^(?:.* )?(?:put|tidy|stow|store|place) (<[a-z0-9-]+>) away (?:in|into|inside) (<[a-z0-9-]+>)$");
    private static final Pattern TURNED = Pattern.compile("^(.+?),? (before|after) (\\w+ing\\b.*|you .+)$");
    private static final Pattern TURNED_FIRST = Pattern.compile("^(before|after|once) (\\w+ing\\b.*?|you .+?), (.+)$");

    private final NamedThings things;
    private final Groups groups;

    InstructionReader(NamedThings things) {
        this.things = things;
        groups = new Groups(things);
    }

    /** What the instruction asks for; one clause, word for word, where there is nothing to split. */
    Plan read(String instruction) {
        String marked = groups.marked(things.marked(instruction));
        if (TOWER.matcher(marked).find()) {
            return tower(marked);
        }
        List<Part> parts = new ArrayList<>();
        for (String piece : BREAK.split(inOrder(marked))) {
            if (!piece.isBlank()) {
                parts.add(Part.of(piece));
            }
        }
        List<Plan.Stage> stages = new Clauses(parts).stages();
        boolean whole = stages.size() == 1 && stages.getFirst().clauses().size() == 1;
        return whole || stages.isEmpty() ? new Plan(List.of(new Plan.Stage(List.of(marked)))) : new Plan(stages);
    }

    // "a before b" and "after a, b" say the order by other means than the order of words.
    private static String inOrder(String sentence) {
        Matcher first = TURNED_FIRST.matcher(sentence);
        if (first.matches()) {
            return first.group(1).equals("before")
                    ? first.group(3) + " then " + first.group(2)
                    : first.group(2) + " then " + first.group(3);
        }
        Matcher turned = TURNED.matcher(sentence);
        if (turned.matches()) {
            return turned.group(2).equals("before")
                    ? turned.group(1) + " then " + turned.group(3)
                    : turned.group(3) + " then " + turned.group(1);
        }
        return sentence;
    }

    private static Plan tower(String marked) {
        List<String> levels = NamedThings.things(marked);
        if (marked.contains("top to bottom")) {
            levels = levels.reversed();
        }
        List<Plan.Stage> stages = new ArrayList<>();
        for (int i = 1; i < levels.size(); i++) {
            stages.add(new Plan.Stage(List.of("stack <" + levels.get(i) + "> on <" + levels.get(i - 1) + ">")));
        }
        return stages.isEmpty() ? new Plan(List.of(new Plan.Stage(List.of(marked)))) : new Plan(stages);
    }

    /** Puts the parts of a sentence together again where one says what another leaves out. */
    private static final class Clauses {

        private final List<Part> parts;
        private final List<Plan.Stage> stages = new ArrayList<>();
        private String verb = "put";
        private List<String> last = List.of();

        Clauses(List<Part> parts) {
            this.parts = parts;
        }

        List<Plan.Stage> stages() {
            int i = 0;
            while (i < parts.size()) {
                int end = listEnd(i);
                if (end > i) {
                    end = share(i, end);
                } else {
                    end = gripThenUse(i) ? i + 1 : i;
                    alone(end > i ? parts.get(i).and(parts.get(end)) : parts.get(i), thingsOf(end + 1));
                }
                i = end + 1;
            }
            return stages;
        }

        // "put a and b in c": the last of several parts that each are one thing says where all of them go.
        private int listEnd(int from) {
            int end = from;
            while (parts.get(end).isOpen()
                    && !parts.get(end).isHeading()
                    && end + 1 < parts.size()
                    && parts.get(end + 1).beginsWithThing()) {
                end++;
            }
            return end;
        }

        // "pick a up and put it in b" is one thing to do.
        private boolean gripThenUse(int i) {
            Part part = parts.get(i);
            return i + 1 < parts.size()
                    && part.things().size() == 1
                    && (part.isGrip() || part.verb().isEmpty())
                    && parts.get(i + 1).pronoun().isPresent()
                    && !parts.get(i + 1).isAboutWhereItLies();
        }

        // The number of the last part that it took.
        private int share(int from, int end) {
            Part goal = parts.get(end);
            String prefix = parts.get(from).beforeThing(verb);
            String rest = goal.isOpen() ? "" : goal.afterFirstThing();
            Optional<Part> use = parts.get(from).isGrip() && end + 1 < parts.size()
                    ? Optional.of(parts.get(end + 1))
                            .filter(next -> next.pronoun().isPresent())
                    : Optional.empty();
            List<String> clauses = new ArrayList<>();
            for (int i = from; i <= end; i++) {
                String thing = parts.get(i).firstToken();
                clauses.addAll(Groups.spread(use.map(next -> next.about(thing)).orElse(prefix + " " + thing + rest)));
            }
            add(clauses, use.orElse(goal));
            return use.isPresent() ? end + 1 : end;
        }

        private List<String> thingsOf(int i) {
            return i < parts.size() ? parts.get(i).things() : List.of();
        }

        private void alone(Part part, List<String> next) {
            if (part.things().isEmpty() && part.pronoun().isEmpty()) {
                // "sort the cubes" before the list that says how, or a courtesy.
                if (part.verb().isPresent() && !part.isHeading()) {
                    add(List.of(part.text()), part);
                }
                return;
            }
            if (part.isHeading() && parts.size() > 1) {
                return;
            }
            Part whole = part.verb().isPresent() ? part : Part.of(verb + " " + part.text());
            // What "it" is has been said, or is about to be.
            String clause = whole.resolved(last.isEmpty() && whole.pronoun().isPresent() ? next : last);
            Matcher away = AWAY.matcher(clause);
            if (away.matches()) {
                add(List.of("put " + away.group(1) + " in " + away.group(2)), whole);
                add(List.of("close " + away.group(2)), whole);
            } else {
                add(Groups.spread(clause), whole);
            }
        }

        private void add(List<String> clauses, Part part) {
            verb = part.verb().filter(known -> !part.isGrip()).orElse(verb);
            last = clauses.stream()
                    .flatMap(clause -> NamedThings.things(clause).stream())
                    .toList();
            stages.add(new Plan.Stage(clauses));
        }
    }

    /** Whether the sentence says that something is not to be done. */
    static boolean isNegated(String sentence) {
        return Part.NEGATION.matcher(sentence).find();
    }
}
