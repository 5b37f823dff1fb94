package dev.parley.core.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Cuts a sentence into the word pieces of BERT's lower-case English vocabulary (Devlin et al. 2019; Wu et al. 2016, section
 * 4.1): words and signs apart, accents and control characters gone, each word as the longest known pieces from its beginning.
 * Immutable, any thread.
 */
final class WordPieces {
    /** Pieces in all, the marks of beginning and end included: what the model was made for. */
    static final int MOST = 256;

    private static final int LONGEST_WORD = 100;
    private static final String INSIDE = "##";

    private final Map<String, Integer> vocabulary;
    private final long beginning;
    private final long end;
    private final long unknown;

    WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        beginning = require("[CLS]");
        end = require("[SEP]");
        unknown = require("[UNK]");
    }

    private long require(String piece) {
        Integer number = vocabulary.get(piece);
        if (number == null) {
            throw new IllegalArgumentException("the vocabulary lacks " + piece);
        }
        return number;
    }

    /** Numbers of the pieces, between the marks of beginning and end. */
    long[] read(String text) {
        List<Long> pieces = new ArrayList<>();
        for (String word : words(text)) {
            pieces.addAll(pieces(word));
            if (pieces.size() >= MOST - 2) {
                break;
            }
        }
        return LongStream.concat(
                        LongStream.concat(
                                LongStream.of(beginning),
                                pieces.stream().limit(MOST - 2).mapToLong(Long::longValue)),
                        LongStream.of(end))
                .toArray();
    }

    private List<Long> pieces(String word) {
        int[] letters = word.codePoints().toArray();
        if (letters.length > LONGEST_WORD) {
            return List.of(unknown);
        }
        List<Long> pieces = new ArrayList<>();
        int from = 0;
        while (from < letters.length) {
            int to = letters.length;
            Integer found = null;
            while (to > from && found == null) {
                String piece = new String(letters, from, to - from);
                found = vocabulary.get(from == 0 ? piece : INSIDE + piece);
                to--;
            }
            if (found == null) {
                return List.of(unknown);
            }
            pieces.add(found.longValue());
            from = to + 1;
        }
        return pieces;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(cleaned(text), Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                // Letter by letter: the vocabulary has no other sigma for the end of a word.
                .map(Character::toLowerCase)
                .forEach(c -> {
                    boolean alone = isSign(c) || isChinese(c);
                    if (alone || isSpace(c)) {
                        take(word, words);
                    }
                    if (alone) {
                        words.add(Character.toString(c));
                    } else if (!isSpace(c)) {
                        word.appendCodePoint(c);
                    }
                });
        take(word, words);
        return words;
    }

    private static void take(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().filter(c -> isSpace(c) || !isControl(c)).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    private static boolean isControl(int c) {
        return c == 0xFFFD
                || switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
                    default -> false;
                };
    }

    private static boolean isSign(int c) {
        return (c >= '!' && c <= '/')
                || (c >= ':' && c <= '@')
                || (c >= '[' && c <= '`')
                || (c >= '{' && c <= '~')
                || switch (Character.getType(c)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
    }

    private static boolean isChinese(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }
}
