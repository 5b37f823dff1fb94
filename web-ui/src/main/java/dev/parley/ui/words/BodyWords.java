package dev.parley.ui.words;

import java.util.Locale;

/** Bodies in words: the id that a station announces says little to a visitor. */
public final class BodyWords {
    private BodyWords() {}

    /** With its article, inside a sentence. */
    public static String phrase(String embodiment) {
        return switch (embodiment) {
            case "tabletop-arm-6dof" -> "an arm with a gripper";
            case "diff-drive" -> "a robot on wheels";
            case "scara-suction" -> "a flat arm with a suction cup";
            default -> "a robot";
        };
    }

    private static String readable(String embodiment) {
        String spaced = embodiment.replaceAll("[-_]+", " ").strip();
        return spaced.isEmpty() ? "A robot" : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    /** As a label; where there is no word for it, the announced id as one reads it. */
    public static String label(String embodiment) {
        return switch (embodiment) {
            case "tabletop-arm-6dof" -> "Arm with a gripper";
            case "diff-drive" -> "Robot on wheels";
            case "scara-suction" -> "Flat arm with a suction cup";
            default -> readable(embodiment);
        };
    }
}
