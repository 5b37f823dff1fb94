package dev.parley.sim.task;

/**
 * Something that a robot in a room can look at and that has a name, but is no object or place of the scene: a window in a wall.
 * Nothing is judged by it; it is there for words.
 *
 * @param id words with hyphens between them, without article: {@code coat-rack}
 * @param halfM half of how wide it is
 */
public record Sight(String id, double xM, double yM, double halfM) {

    /** What people call it. */
    public String name() {
        return id.replace('-', ' ');
    }
}
