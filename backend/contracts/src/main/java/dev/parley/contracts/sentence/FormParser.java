package dev.parley.contracts.sentence;

import java.util.ArrayList;
import java.util.List;

/** Reads forms as {@link Language} describes them. */
final class FormParser {

    private static final int LONGEST = 2000;
    private static final int DEEPEST = 12;
    private static final String SPECIAL = "()[]{}|*$ ";

    private final Choices choices;
    private final String text;
    private int height;
    private int at;

    FormParser(String text, Choices choices) {
        this.text = text;
        this.choices = choices;
    }

    /** Throws {@link IllegalArgumentException} saying what is wrong with it. */
    Choices.Read read() {
        if (text.length() > LONGEST) {
            throw wrong("more than " + LONGEST + " characters");
        }
        Form form = choice();
        if (at < text.length()) {
            throw wrong("an unexpected " + text.charAt(at));
        }
        return new Choices.Read(form, height);
    }

    private Form choice() {
        List<Form> parts = new ArrayList<>(List.of(sequence()));
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.getFirst() : new Form.Choice(List.copyOf(parts));
    }

    private Form sequence() {
        List<Form> parts = new ArrayList<>();
        while (at < text.length() && "|)]".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == ' ') {
                at++;
            } else {
                parts.add(item());
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Form.Sequence(List.copyOf(parts));
    }

    private Form item() {
        return switch (text.charAt(at)) {
            case '(' -> repeated(group(')'));
            case '[' -> repeated(new Form.Maybe(group(']')));
            case '{' -> new Form.Slot(upTo('}'));
            case '$' -> named();
            default -> new Form.Word(word());
        };
    }

    private Form repeated(Form group) {
        if (at < text.length() && text.charAt(at) == '*') {
            at++;
            return new Form.Repeated(group);
        }
        return group;
    }

    private Form group(char end) {
        if (nesting() > DEEPEST) {
            throw wrong("too many brackets inside each other");
        }
        at++;
        Form inner = choice();
        if (at >= text.length() || text.charAt(at) != end) {
            throw wrong("no closing " + end);
        }
        at++;
        return inner;
    }

    private long nesting() {
        String before = text.substring(0, at);
        return before.chars().filter(c -> c == '(' || c == '[').count()
                - before.chars().filter(c -> c == ')' || c == ']').count();
    }

    private String upTo(char end) {
        int close = text.indexOf(end, at);
        if (close < 0) {
            throw wrong("no closing " + end);
        }
        String inner = text.substring(at + 1, close);
        at = close + 1;
        return inner;
    }

    private Form named() {
        at++;
        Choices.Read named = choices.named(word(), this);
        height = Math.max(height, named.height() + 1);
        return named.form();
    }

    private String word() {
        int start = at;
        while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (start == at) {
            throw wrong("an unexpected " + text.charAt(at));
        }
        return text.substring(start, at);
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("The form of words \"" + shortened(text) + "\" has " + what);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
