package dev.parley.core.dataset.lerobot;

import java.util.List;
import java.util.Locale;

/**
 * What all episodes of one data set have in common; episodes that differ in any of it go into another.
 *
 * @param body of the robot, as its station calls it
 * @param state names of what the robot feels, one for each number
 * @param action names of what a policy says, one for each number
 * @param fps pictures, and so rows, a second
 * @param controlHz actions a second
 */
public record Shape(
        String body, List<String> state, List<String> action, int fps, double controlHz, List<Camera> cameras) {
    public Shape {
        state = List.copyOf(state);
        action = List.copyOf(action);
        cameras = List.copyOf(cameras);
    }

    /** One recorded camera. */
    public record Camera(String name, int widthPx, int heightPx, String codec) {
        /** The feature's name. */
        public String key() {
            return "observation.images." + name;
        }
    }

    /** A folder's name: lower-case letters, digits, hyphens. */
    public String folder(int number) {
        String plain =
                body.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return "%s-%d".formatted(plain.isEmpty() ? "robot" : plain, number);
    }
}
