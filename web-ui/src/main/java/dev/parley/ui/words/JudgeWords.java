package dev.parley.ui.words;

/** Who says how an episode went, in words. */
public final class JudgeWords {
    private JudgeWords() {}

    /**
     * As a label.
     *
     * @param row the judge's name in rows; {@code detector} is no judge, and is called what it is
     */
    public static String label(String row) {
        return switch (row) {
            case "scene" -> "The scene’s own judge";
            case "prompter" -> "Whoever asked";
            case "crowd" -> "The crowd";
            case "researcher" -> "Researchers’ reviews";
            case "operator" -> "The operator at the robot";
            case "detector" -> "The detector’s guess";
            default -> row;
        };
    }
}
