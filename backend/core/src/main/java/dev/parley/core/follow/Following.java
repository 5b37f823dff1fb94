package dev.parley.core.follow;

/**
 * Who waits for a prompt.
 *
 * @param others how many people follow it beside whoever asked
 * @param you whether the reader is told of it
 */
public record Following(int others, boolean you) {
    /** Everybody who waits for it, whoever asked included. */
    public int people() {
        return others + 1;
    }
}
