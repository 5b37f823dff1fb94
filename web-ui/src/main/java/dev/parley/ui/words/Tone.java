package dev.parley.ui.words;

/** What a colour says, after shape and word have said it. */
public enum Tone {
    PLAIN(""),
    ACCENT("acc"),
    OK("ok"),
    WARN("warn"),
    BAD("bad"),
    NOTE("note-b"),
    STOP("stop"),
    /** Dashed: we do not know. */
    UNKNOWN("dash");

    private final String className;

    Tone(String className) {
        this.className = className;
    }

    public String className() {
        return className;
    }
}
