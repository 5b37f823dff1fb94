package dev.parley.core.family;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A sentence without what changes nothing: letter case, spaces, a full stop, and being polite. */
final class PlainSaying {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern EDGES = Pattern.compile("^[\\s\\p{Z}\"“”‘’'.,;:!?]+|[\\s\\p{Z}\"“”‘’'.,;:!?]+$");
    private static final Pattern BEFORE = Pattern.compile(
            "^(please|kindly|now|hey|hello|hi|robot|can you|could you|would you|will you|i want you to|i would like you to"
                    + "|i'd like you to|try to|go ahead and)[ ,]+");
    private static final Pattern AFTER = Pattern.compile("[ ,]+(please|now|thanks|thank you|for me)$");

    private PlainSaying() {}

    /** @return never empty unless {@code sentence} is blank; what is nothing but polite stays as it is */
    static String of(String sentence) {
        String words = SPACES.matcher(Normalizer.normalize(sentence, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replace('’', '\''))
                .replaceAll(" ")
                .strip();
        String plain = words;
        String before;
        do {
            before = plain;
            plain = EDGES.matcher(plain).replaceAll("");
            plain = BEFORE.matcher(plain).replaceFirst("");
            plain = AFTER.matcher(plain).replaceFirst("");
        } while (!plain.equals(before));
        return plain.isEmpty() ? words : plain;
    }
}
