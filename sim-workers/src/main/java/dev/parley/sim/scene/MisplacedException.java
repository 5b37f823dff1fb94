package dev.parley.sim.scene;

/** An object cannot be put where somebody wants it; the message is a sentence for them. */
public final class MisplacedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String object;

    MisplacedException(String object, String sentence) {
        super(sentence);
        this.object = object;
    }

    /** Its id, as it was given. */
    public String object() {
        return object;
    }
}
