package dev.parley.contracts.sentence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The choices of a language. Each is read once, however often forms name it, so that reading takes as long as the language is
 * large and not as large as it could be spelt out.
 */
final class Choices {

    private static final int DEEPEST = 12;

    private final Map<String, String> texts;
    private final Map<String, Read> read = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    /** @param height how many choices stand inside each other in it */
    record Read(Form form, int height) {}

    Choices(Map<String, String> texts) {
        this.texts = texts;
    }

    /** Throws {@link IllegalArgumentException} saying what is wrong with {@code text} or a choice it names. */
    Form form(String text) {
        return new FormParser(text, this).read().form();
    }

    /** The choice named so, in {@code where}. */
    Read named(String name, FormParser where) {
        Read known = read.get(name);
        if (known != null) {
            return known;
        }
        String text = texts.get(name);
        if (text == null) {
            throw where.wrong("no choice named " + name);
        }
        if (!underWay.add(name)) {
            throw where.wrong("the choice " + name + ", which names itself");
        }
        Read fresh = new FormParser(text, this).read();
        underWay.remove(name);
        if (fresh.height() >= DEEPEST) {
            throw where.wrong("too many choices inside each other");
        }
        read.put(name, fresh);
        return fresh;
    }
}
