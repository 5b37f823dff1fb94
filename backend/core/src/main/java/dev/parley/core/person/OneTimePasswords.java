package dev.parley.core.person;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Passwords that are given out once and changed at the first sign-in: 100 random bits, in groups that can be read out. */
final class OneTimePasswords {
    /** Without letters that are taken for digits (Crockford). */
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int GROUPS = 4;
    private static final int LETTERS_A_GROUP = 5;

    private OneTimePasswords() {}

    static String next(SecureRandom random) {
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> random.ints(LETTERS_A_GROUP, 0, LETTERS.length())
                        .mapToObj(letter -> String.valueOf(LETTERS.charAt(letter)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
