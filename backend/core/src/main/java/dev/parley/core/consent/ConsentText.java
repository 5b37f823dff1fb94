package dev.parley.core.consent;

import java.util.List;

/**
 * The one screen, in plain words. Other words, or another age, are another version, which is asked for anew.
 *
 * @param version names these words; opaque
 * @param age in years
 * @param points each is ticked or not by the reader; nothing is ticked beforehand
 * @param notes what one should know besides; nothing to tick
 */
public record ConsentText(String version, int age, List<Point> points, List<String> notes) {
    /** Where the licence is explained. */
    public static final String LICENCE = "https://creativecommons.org/licenses/by/4.0/";

    private static final String WORDS = "2026-11-22";

    /**
     * One choice.
     *
     * @param id as programs name it: {@code publish}, {@code training}, {@code ageOk}
     * @param required whether nothing goes on without it
     */
    public record Point(String id, String text, boolean required) {}

    static ConsentText of(int age) {
        return new ConsentText(
                WORDS + "-age-" + age,
                age,
                List.of(
                        new Point(
                                "publish",
                                "What I ask for, my votes and comments, and the video of it become public under CC BY 4.0:"
                                        + " everybody may use them and pass them on if they name the source.",
                                true),
                        new Point(
                                "training",
                                "They may also be used to train robot policies. I can leave this off, and change it later:"
                                        + " nothing else depends on it.",
                                false),
                        new Point("ageOk", "I am %d or older.".formatted(age), true)),
                List.of(
                        "I send nothing that says who somebody is: no names, no faces. A picture of mine stays private"
                                + " until it has been looked at.",
                        "I can take back what I sent, on “My asks”. Its pages, pictures and video are deleted here within an"
                                + " hour. Copies that others have downloaded stay where they are.",
                        "Younger than %d? You are welcome to watch everything here.".formatted(age)));
    }
}
