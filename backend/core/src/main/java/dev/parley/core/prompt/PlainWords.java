package dev.parley.core.prompt;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words of a sentence as a rule reads them: whole words, so that a rule never finds itself inside an innocent one
 * (Scunthorpe), in lower case, without accents, with look-alike letters and digits read as the letters they play.
 */
final class PlainWords {
    /** Letters of other scripts that look like Latin ones. */
    private static final Map<Character, Character> LOOK_ALIKES = Map.ofEntries(
            Map.entry('а', 'a'),
            Map.entry('е', 'e'),
            Map.entry('о', 'o'),
            Map.entry('р', 'p'),
            Map.entry('с', 'c'),
            Map.entry('х', 'x'),
            Map.entry('у', 'y'),
            Map.entry('і', 'i'),
            Map.entry('ѕ', 's'),
            Map.entry('к', 'k'),
            Map.entry('α', 'a'),
            Map.entry('ε', 'e'),
            Map.entry('ι', 'i'),
            Map.entry('ο', 'o'),
            Map.entry('ρ', 'p'),
            Map.entry('υ', 'u'));

    /** Digits and signs that stand for letters inside a word that has letters too. */
    private static final Map<Character, Character> PLAYED =
            Map.of('0', 'o', '1', 'i', '3', 'e', '4', 'a', '5', 's', '7', 't', '@', 'a', '$', 's', '!', 'i', '|', 'i');

    /** Accents, and the joiners that hide between letters. */
    private static final Pattern MARK = Pattern.compile("[\\p{M}\\u200c\\u200d]");

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}@$!|']+");
    /** Signs around a word, and "'s" behind it. */
    private static final Pattern EDGE = Pattern.compile("^[!|']+|(?:'s)?[!|']*$");

    /** So many single letters in a row are one word spelled out. */
    private static final int SPELLED_OUT = 3;

    private PlainWords() {}

    static List<String> of(String sentence) {
        String plain = Normalizer.normalize(sentence, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        for (String piece : NO_LETTER.split(MARK.matcher(plain).replaceAll(""))) {
            String word = word(piece);
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        words.addAll(spelledOut(words));
        return words;
    }

    private static String word(String piece) {
        StringBuilder word = new StringBuilder();
        boolean letters = piece.chars().anyMatch(Character::isLetter);
        String bare =
                piece.replaceAll("^[!|']+|[!|']+$", "").replaceAll("'s$", "").replace("'", "");
        for (char each : bare.toCharArray()) {
            char read = LOOK_ALIKES.getOrDefault(each, letters ? PLAYED.getOrDefault(each, each) : each);
            int length = word.length();
            // "killlll" is "kill": nobody needs a letter three times.
            boolean third =
                    length >= 2 && word.charAt(length - 1) == read && word.charAt(length - 2) == read && letters;
            if (!third && Character.isLetterOrDigit(read)) {
                word.append(read);
            }
        }
        return word.toString();
    }

    /** "k i l l" as one word, behind the others. */
    private static List<String> spelledOut(List<String> words) {
        List<String> found = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (String word : words) {
            if (word.length() == 1) {
                run.append(word);
            } else {
                if (run.length() >= SPELLED_OUT) {
                    found.add(run.toString());
                }
                run.setLength(0);
            }
        }
        if (run.length() >= SPELLED_OUT) {
            found.add(run.toString());
        }
        return found;
    }
}
