package dev.parley.ui.words;

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

    /** As a label; the announced id where there is no word for it. */
    public static String label(String embodiment) {
        return switch (embodiment) {
            case "tabletop-arm-6dof" -> "Arm with a gripper";
            case "diff-drive" -> "Robot on wheels";
            case "scara-suction" -> "Flat arm with a suction cup";
            default -> embodiment;
        };
    }
}
